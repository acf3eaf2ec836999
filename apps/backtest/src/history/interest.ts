import { envelopeOf } from '@trailbell/cloudtrail-types';
import { type Detection } from '@trailbell/detections';
import { type Pattern, compile } from '@trailbell/event-pattern';

/** Whether any detection may want a record: asked before it is parsed, of its bytes. Never says no to one that rings. */
export interface Interest {
  /** Asked of its names alone. */
  mayWant(eventSource: string, eventName: string): boolean;
  /** Asked of the whole record, by what the detections say of its content. */
  wants(record: Uint8Array, eventSource: string, eventName: string): boolean;
}

type Verdict = ((record: Uint8Array) => boolean) | undefined;

/**
 * The interest of these detections. A pattern speaks of the envelope; of a bare record only what it says of the `detail` is
 * asked, so that more may be let through than rings, and nothing less.
 */
export function interestOf(detections: readonly Detection[]): Interest {
  const patterns = detections.map(({ pattern }) => pattern).filter(mayMatchRecords);
  const everything = patterns.some((pattern) => detailOf(pattern) === undefined);
  const details = patterns.flatMap((pattern) => detailOf(pattern) ?? []);
  const verdicts = new Map<string, Map<string, Verdict>>();

  const verdictOn = (eventSource: string, eventName: string): Verdict => {
    const ofSource = verdicts.get(eventSource);
    if (ofSource?.has(eventName) === true) {
      return ofSource.get(eventName);
    }
    const verdict = everything ? () => true : verdictOf(details, { eventSource, eventName });
    // The names are parts of a large text, which would be kept alive by them.
    verdicts.set(ownText(eventSource), (ofSource ?? new Map<string, Verdict>()).set(ownText(eventName), verdict));
    return verdict;
  };
  return {
    mayWant: (eventSource, eventName) => verdictOn(eventSource, eventName) !== undefined,
    wants: (record, eventSource, eventName) => verdictOn(eventSource, eventName)?.(record) === true,
  };
}

/** A text of its own, where this one is a part of a larger one. */
export function ownText(text: string): string {
  return Buffer.from(text).toString();
}

const DETAIL_TYPES = [
  'AwsApiCall',
  'AwsConsoleSignIn',
  'AwsConsoleAction',
  'AwsServiceEvent',
  'AwsCloudTrailInsight',
  'AwsVpceEvent',
].map((eventType) => ({ 'detail-type': envelopeOf({ eventType })['detail-type'] }));

/** A pattern for findings of a service wants no record. */
function mayMatchRecords(pattern: Pattern): boolean {
  const { 'detail-type': detailType } = pattern;
  if (detailType === undefined || '$or' in pattern) {
    return true;
  }
  const asked = compile([{ 'detail-type': detailType }]);
  return DETAIL_TYPES.some((envelope) => asked.matchObject(envelope).length > 0);
}

/** What the pattern asks of the record; `undefined` when it cannot be told from the record alone. */
function detailOf({ detail, ...envelope }: Pattern): Pattern | undefined {
  return isPattern(detail) && Object.keys(detail).length > 0 && !('$or' in envelope) ? detail : undefined;
}

function isPattern(part: unknown): part is Pattern {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

function verdictOf(details: readonly Pattern[], names: Readonly<Record<string, string>>): Verdict {
  const interested = details.filter((detail) => mayMatchNames(detail, names));
  if (interested.length === 0) {
    return undefined;
  }
  const set = compile(interested);
  return (record) => {
    const result = set.matchTrusted(record);
    return !result.ok || result.matched.length > 0;
  };
}

function mayMatchNames({ eventSource, eventName }: Pattern, names: Readonly<Record<string, string>>): boolean {
  const asked = {
    ...(eventSource !== undefined && { eventSource }),
    ...(eventName !== undefined && { eventName }),
  };
  return Object.keys(asked).length === 0 || compile([asked]).matchObject(names).length > 0;
}
