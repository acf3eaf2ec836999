/** The members of a record by which anybody would want it: its own, and `type`, which is one of its `userIdentity`. */
export const facts = [
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'recipientAccountId',
  'eventCategory',
  'readOnly',
  'managementEvent',
  'type',
] as const;
export type Fact = (typeof facts)[number];

/** What a key announces. */
export interface Member {
  readonly holds: 'text' | 'flag' | 'identity' | 'another form' | 'records' | 'anything';
  /** Its place among the facts; -1 where it is none. */
  readonly fact: number;
  /** The key, four bytes at a time from its beginning, and its last four. */
  readonly words: Int32Array;
  readonly lastWord: number;
}

export const ANYTHING: Member = { holds: 'anything', fact: -1, words: new Int32Array(), lastWord: 0 };

const WORD = Int32Array.BYTES_PER_ELEMENT;

/** By the length of the key. */
export type Members = readonly (readonly Member[] | undefined)[];

export const recordMembers = membersOf({
  eventTime: 'text',
  eventSource: 'text',
  eventName: 'text',
  awsRegion: 'text',
  recipientAccountId: 'text',
  eventCategory: 'text',
  readOnly: 'flag',
  managementEvent: 'flag',
  userIdentity: 'identity',
  'detail-type': 'another form', // an envelope around a record
  CloudTrailEvent: 'another form', // an answer of LookupEvents
  Records: 'records',
  Events: 'records',
});

export const identityMembers = membersOf({ type: 'text' });

function membersOf(holds: Readonly<Record<string, Member['holds']>>): Members {
  const names: readonly string[] = facts;
  const byLength = Map.groupBy(Object.entries(holds), ([name]) => name.length);
  return Array.from({ length: Math.max(...byLength.keys()) + 1 }, (_, length) =>
    byLength.get(length)?.map(([name, held]) => ({ ...wordsOf(name), holds: held, fact: names.indexOf(name) })),
  );
}

function wordsOf(name: string): Pick<Member, 'words' | 'lastWord'> {
  const bytes = Buffer.from(name);
  const words = Int32Array.from({ length: Math.floor(bytes.length / WORD) }, (_, at) => bytes.readInt32LE(at * WORD));
  return { words, lastWord: bytes.readInt32LE(bytes.length - WORD) };
}
