import { endOfValue, sign, skipSpace } from './json-scan.ts';

/** The lists that CloudTrail's files and LookupEvents put around events, where they begin the document. */
const HEAD = /^\{\s*"(?:Records|Events)"\s*:\s*\[/;
const HEAD_LENGTH = 64;

/** Some tools begin UTF-8 with it. */
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Where the document begins: after space, and a byte order mark where there is one. */
export function documentAt(bytes: Buffer, from: number): number {
  const at = skipSpace(bytes, from);
  const hasMark = bytes.subarray(at, at + BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return hasMark ? documentAt(bytes, at + BYTE_ORDER_MARK.length) : at;
}

/** Where the first event of a list stands when the document that starts here is one, or begins with one. */
export function listHeadAt(bytes: Buffer, start: number, isEnded: boolean): number | 'none' | 'not known yet' {
  if (bytes[start] === sign.list) {
    return start + 1;
  }
  const beginning = bytes.toString('latin1', start, start + HEAD_LENGTH);
  const head = HEAD.exec(beginning);
  if (head !== null) {
    return start + head[0].length;
  }
  const mayBecomeHead = beginning.length < HEAD_LENGTH && !beginning.includes('}') && !isEnded;
  return beginning === '' || mayBecomeHead ? 'not known yet' : 'none';
}

/** The same for a whole document that has its list further behind, as some tools print what LookupEvents answers. */
export function listInside(document: Buffer): number | undefined {
  if (!document.includes('"Records"') && !document.includes('"Events"')) {
    return undefined;
  }
  for (let at = nextMember(document, 1); document[at] === sign.quote;) {
    const keyEnd = endOfValue(document, at);
    const key = document.toString('latin1', at, keyEnd);
    const value = skipSpace(document, skipSpace(document, keyEnd) + 1);
    if ((key === '"Records"' || key === '"Events"') && document[value] === sign.list) {
      return value + 1;
    }
    at = nextMember(document, endOfValue(document, value));
  }
  return undefined;
}

function nextMember(document: Buffer, from: number): number {
  const at = skipSpace(document, from);
  return document[at] === sign.comma ? skipSpace(document, at + 1) : at;
}
