import { type Buffer } from 'node:buffer';
import { envelopeOf } from '@trailbell/cloudtrail-types';
import { type Detection } from '@trailbell/detections';
import { type Pattern, compile } from '@trailbell/event-pattern';
import { evidenceOf } from './evidence.ts';
import { type RecordKind } from './record-kinds.ts';

/**
 * Whether any detection may want a record of one kind, by its bytes, and by whether letters in them may be written as escapes;
 * `undefined` when none wants the kind.
 */
export type Wanted = ((record: Buffer, hasEscapes: boolean) => boolean) | undefined;

/** Asked once for each kind of record. Never says no to a record that rings. */
export type Interest = (kind: RecordKind) => Wanted;

/**
 * The interest of these detections. A pattern speaks of the envelope; of a bare record only what it says of the `detail` is
 * asked, so that more may be let through than rings, and nothing less.
 */
export function interestOf(detections: readonly Detection[]): Interest {
  const patterns = detections.map(({ pattern }) => pattern).filter(mayMatchRecords);
  const details = patterns.map(detailOf);
  const asked = compile(details.map((detail) => ({ detail: askedOfKind(detail) })));
  const wanted = new Map<string, Wanted>();
  return (kind) => {
    const interested = asked.matchObject({ detail: recordOfKind(kind) });
    const name = interested.join();
    const known = wanted.has(name) ? wanted.get(name) : wantedBy(interested.map((index) => details[index]));
    wanted.set(name, known);
    return known;
  };
}

/** Of patterns of which one cannot be told from the record alone, any record is wanted. */
function wantedBy(details: readonly (Pattern | undefined)[]): Wanted {
  const known = details.filter((detail) => detail !== undefined);
  if (known.length < details.length) {
    return () => true;
  }
  if (known.length === 0) {
    return undefined;
  }
  const mayMatch = evidenceOf(known, KIND_FIELDS);
  const set = compile(known);
  return (record, hasEscapes) => {
    if (!hasEscapes && mayMatch?.(record) === false) {
      return false;
    }
    const result = set.matchTrusted(record);
    return !result.ok || result.matched.length > 0;
  };
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

const KIND_FIELDS = new Set([
  ...['eventSource', 'eventName', 'awsRegion', 'readOnly', 'errorCode', 'type', 'bucketName'],
]);

/** What the pattern asks of what the kind tells; that there is a kind, where it asks nothing. */
function askedOfKind(detail: Pattern = {}): Pattern {
  const { eventSource, eventName, awsRegion, readOnly, errorCode, userIdentity, requestParameters } = detail;
  const type = isPattern(userIdentity) ? userIdentity.type : undefined;
  const bucketName = isPattern(requestParameters) ? requestParameters.bucketName : undefined;
  return {
    isRecord: [true],
    ...defined({ eventSource, eventName, awsRegion, readOnly, errorCode }),
    ...(type !== undefined && { userIdentity: { type } }),
    ...(bucketName !== undefined && { requestParameters: { bucketName } }),
  };
}

function recordOfKind(kind: RecordKind): object {
  const { eventSource, eventName, region: awsRegion, readOnly, errorCode, identityType: type, bucketName } = kind;
  return {
    isRecord: true,
    ...defined({ eventSource, eventName, awsRegion, readOnly, errorCode }),
    userIdentity: defined({ type }),
    requestParameters: defined({ bucketName }),
  };
}

function defined<Value>(all: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
