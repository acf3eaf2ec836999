/**
 * The members of a record by which anybody would want it: its own; `type`, which is one of its `userIdentity`; and `bucketName`
 * of its `requestParameters`, because most of many trails are calls about objects, and few buckets are watched.
 */
export const facts = [
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'recipientAccountId',
  'eventCategory',
  'readOnly',
  'managementEvent',
  'errorCode',
  'type',
  'bucketName',
] as const;
export type Fact = (typeof facts)[number];

/** What a key announces. */
export interface Member {
  readonly holds: 'text' | 'flag' | 'identity' | 'parameters' | 'another form' | 'records' | 'anything';
  /** Its place among the facts; -1 where it is none. */
  readonly fact: number;
  /** Of the key. */
  readonly length: number;
  /** The key from its beginning, four bytes at a time, but for its last four. */
  readonly words: Int32Array;
}

export const ANYTHING: Member = { holds: 'anything', fact: -1, length: 0, words: new Int32Array() };

/** Members found by the last four bytes of their keys, which tell most of what is none of them at once. */
export interface Members {
  /** By place, those bytes as a little-endian word. */
  readonly words: Int32Array;
  /** By place, the members whose keys end so. */
  readonly ending: readonly (readonly Member[])[];
}

const WORD = Int32Array.BYTES_PER_ELEMENT;
const PLACE_BITS = 6;

/** The place of keys with this ending: by chance, and another for each of ours. */
export function placeOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - PLACE_BITS);
}

export const recordMembers = membersOf({
  eventTime: 'text',
  eventSource: 'text',
  eventName: 'text',
  awsRegion: 'text',
  recipientAccountId: 'text',
  eventCategory: 'text',
  readOnly: 'flag',
  managementEvent: 'flag',
  errorCode: 'text',
  userIdentity: 'identity',
  requestParameters: 'parameters',
  'detail-type': 'another form', // an envelope around a record
  CloudTrailEvent: 'another form', // an answer of LookupEvents
  Records: 'records',
  Events: 'records',
});

/** Of what a member holds, where anything of that is asked for. */
export const membersIn: Partial<Record<Member['holds'], Members>> = {
  identity: membersOf({ type: 'text' }),
  parameters: membersOf({ bucketName: 'text' }),
};

function membersOf(holds: Readonly<Record<string, Member['holds']>>): Members {
  const names: readonly string[] = facts;
  const byEnding = Map.groupBy(Object.entries(holds), ([name]) => Buffer.from(name).readInt32LE(name.length - WORD));
  const byPlace = new Map([...byEnding].map(([word, ending]) => [placeOf(word), { word, ending }] as const));
  if (byPlace.size < byEnding.size) {
    throw new Error('two endings of keys have one place. Choose another factor in placeOf');
  }
  const places = Array.from({ length: 2 ** PLACE_BITS }, (_, place) => byPlace.get(place));
  return {
    words: Int32Array.from(places, (found) => found?.word ?? 0),
    ending: places.map((found) =>
      (found?.ending ?? []).map(([name, held]) => ({ ...keyOf(name), holds: held, fact: names.indexOf(name) })),
    ),
  };
}

function keyOf(name: string): Pick<Member, 'length' | 'words'> {
  const bytes = Buffer.from(name);
  const before = Math.ceil((name.length - WORD) / WORD);
  return {
    length: name.length,
    words: Int32Array.from({ length: before }, (_, index) => bytes.readInt32LE(index * WORD)),
  };
}
