// Every byte of every log passes through here: what no detection wants is cut, looked at for its few facts, and never parsed.

/** What is known of a record without parsing it. */
export interface RecordFacts {
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly region: string;
  readonly account: string;
  readonly category: string;
  readonly access: 'read' | 'write';
}

/** A record between two offsets of the chunk. `facts` are absent where it is not written as CloudTrail writes. */
export interface ScannedRecord {
  readonly start: number;
  readonly end: number;
  /** Where the next one begins. */
  readonly next: number;
  /** Whether the file ends in the middle of it. */
  readonly isCutOff: boolean;
  readonly facts: RecordFacts | undefined;
}

/** How the records of a file follow one another. */
export interface Layout {
  /** What stands before the first one. */
  readonly head: string;
  readonly separator: string;
  /** What makes a document of one or several records that were cut out. */
  readonly opening: string;
  readonly closing: string;
  /** What stands after the last one. */
  readonly ending: RegExp;
}

const RECORD = '{"eventVersion"';

const LAYOUTS: readonly Layout[] = [
  { head: '{"Records":[', separator: ',', opening: '{"Records":[', closing: ']}', ending: /\]\}\s*$/ },
  { head: '', separator: '\n', opening: '', closing: '', ending: /\s*$/ },
];

/** How CloudTrail and its exports write; `undefined` for what is written another way. */
export function layoutOf(beginning: string): Layout | undefined {
  return LAYOUTS.find(({ head }) => beginning.startsWith(`${head}${RECORD}`));
}

/**
 * The records of a text of one byte a character, from where the first begins: all that are followed by another, and when
 * `isLast` the last one too. Each is taken to reach to where the next seems to begin; one that holds the facts of two, or of
 * none, has no facts and is for the careful reader.
 */
export function* scanRecords(text: string, layout: Layout, isLast: boolean): Generator<ScannedRecord> {
  let factsAt = find(text, FACTS, 0);
  for (let start = 0; start < text.length;) {
    const next = nextRecord(text, start, layout.separator);
    if (next === text.length && !isLast) {
      return;
    }
    const { end, isCutOff } =
      next === text.length ? endOfLast(text, start, layout) : { end: next - 1, isCutOff: false };
    const nextFactsAt = find(text, FACTS, Math.min(factsAt, end) + 1);
    const isOne = factsAt < end && nextFactsAt >= end && !isCutOff && isOnOneLine(text, { start, end }, layout);
    yield { start, end, next, isCutOff, facts: isOne ? factsOf(text, factsAt, end) : undefined };
    factsAt = nextFactsAt < end ? find(text, FACTS, end) : nextFactsAt;
    start = next;
  }
}

function endOfLast(text: string, start: number, { ending }: Layout): Pick<ScannedRecord, 'end' | 'isCutOff'> {
  const after = ending.exec(text.slice(start));
  const end = start + (after?.index ?? text.length);
  return after !== null && text[end - 1] === '}' ? { end, isCutOff: false } : { end: text.length, isCutOff: true };
}

/** Where the next record begins that stands where one may; the end of the text where there is none. */
function nextRecord(text: string, start: number, separator: string): number {
  let at = find(text, RECORD, start + 1);
  while (at < text.length && !(text[at - 1] === separator && text[at - 2] === '}')) {
    at = find(text, RECORD, at + 1);
  }
  return at;
}

/** Where this stands next; the end of the text where it does not. */
function find(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
}

/** In a list it does not matter. */
function isOnOneLine(
  text: string,
  { start, end }: Pick<ScannedRecord, 'start' | 'end'>,
  { separator }: Layout,
): boolean {
  return separator !== '\n' || find(text, '\n', start) >= end;
}

const FACTS = '"eventTime":"';
/** The order in which CloudTrail writes these. */
const HEAD_FACTS = /"eventTime":"([^"\\]*)","eventSource":"([^"\\]*)","eventName":"([^"\\]*)","awsRegion":"([^"\\]*)"/y;
const ACCOUNT = '"recipientAccountId":"';
const CATEGORY = '"eventCategory":"';
const READ_ONLY = '"readOnly":';
/** The last facts stand in the last part of a record, before the details of TLS. */
const TAIL = 640;

function factsOf(text: string, at: number, end: number): RecordFacts | undefined {
  HEAD_FACTS.lastIndex = at;
  const head = HEAD_FACTS.exec(text);
  if (head === null) {
    return undefined;
  }
  const [, eventTime = '', eventSource = '', eventName = '', region = ''] = head;
  const last = lastFacts(text.slice(Math.max(at, end - TAIL), end)) ?? lastFacts(text.slice(at, end));
  return last && { eventTime, eventSource, eventName, region, ...last };
}

type LastFacts = Pick<RecordFacts, 'account' | 'category' | 'access'>;

function lastFacts(tail: string): LastFacts | undefined {
  const accountAt = tail.lastIndexOf(ACCOUNT);
  const categoryAt = tail.indexOf(CATEGORY, accountAt);
  const readOnlyAt = tail.lastIndexOf(READ_ONLY, accountAt);
  if (accountAt === -1 || categoryAt === -1 || readOnlyAt === -1) {
    return undefined;
  }
  const account = textAt(tail, accountAt + ACCOUNT.length);
  const access = tail.startsWith('true', readOnlyAt + READ_ONLY.length) ? 'read' : 'write';
  return account === '' ? undefined : { account, category: textAt(tail, categoryAt + CATEGORY.length), access };
}

/** The text that begins here. */
function textAt(text: string, start: number): string {
  return text.slice(start, text.indexOf('"', start));
}
