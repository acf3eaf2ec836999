import { type Buffer } from 'node:buffer';
import { envelopeOf } from '@trailbell/cloudtrail-types';
import { type Detection } from '@trailbell/detections';
import { type Pattern, compile } from '@trailbell/event-pattern';
import { evidenceOf } from './evidence.ts';
import { type RecordKind } from './record-kinds.ts';

/** Whether any detection may want a record of one kind, by its bytes; `undefined` when none wants the kind. */
export type Wanted = ((record: Buffer) => boolean) | undefined;

/** Asked once for each kind of record. Never says no to a record that rings. */
export type Interest = (kind: RecordKind) => Wanted;

/**
 * The interest of these detections. A pattern speaks of the envelope; of a bare record only what it says of the `detail` is
 * asked, so that more may be let through than rings, and nothing less.
 */
export function interestOf(detections: readonly Detection[]): Interest {
  const patterns = detections.map(({ pattern }) => pattern).filter(mayMatchRecords);
  const details = patterns.map(detailOf);
  return (kind) => {
    const interested = details.filter((detail) => mayMatchKind(detail, kind));
    const known = interested.filter((detail) => detail !== undefined);
    return known.length < interested.length ? () => true : wantedBy(known);
  };
}

function wantedBy(details: readonly Pattern[]): Wanted {
  if (details.length === 0) {
    return undefined;
  }
  const mayMatch = evidenceOf(details, KIND_FIELDS);
  const set = compile(details);
  return (record) => {
    if (mayMatch?.(record) === false) {
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

const KIND_FIELDS = new Set(['eventSource', 'eventName', 'awsRegion', 'readOnly', 'type']);

/** Asks what the kind tells, and nothing else. */
function mayMatchKind(detail: Pattern | undefined, kind: RecordKind): boolean {
  if (detail === undefined) {
    return true;
  }
  const { eventSource, eventName, awsRegion, readOnly, userIdentity } = detail;
  const type = isPattern(userIdentity) ? userIdentity.type : undefined;
  const asked = {
    ...(eventSource !== undefined && { eventSource }),
    ...(eventName !== undefined && { eventName }),
    ...(awsRegion !== undefined && { awsRegion }),
    ...(readOnly !== undefined && { readOnly }),
    ...(type !== undefined && { userIdentity: { type } }),
  };
  return Object.keys(asked).length === 0 || compile([asked]).matchObject(recordOfKind(kind)).length > 0;
}

function recordOfKind({ eventSource, eventName, region, readOnly, identityType }: RecordKind): object {
  return {
    ...{ eventSource, eventName, awsRegion: region },
    ...(readOnly !== undefined && { readOnly }),
    userIdentity: { ...(identityType !== undefined && { type: identityType }) },
  };
}
