import { type Place } from '../aws/arn.ts';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { fieldsOf, selects, type FieldSelector } from './field-selector.ts';

/** What a trail logs, and so what reaches EventBridge with a CloudTrail detail-type. */
export interface TrailDefinition extends Place {
  readonly name: string;
  readonly isLogging: boolean;
  readonly isMultiRegion: boolean;
  readonly includesGlobalServices: boolean;
  /** An event is logged when one list of field selectors takes it. */
  readonly selectors: readonly (readonly FieldSelector[])[];
  readonly insights: boolean;
}

/** Why no trail logs this event; `undefined` when one does, when it is no CloudTrail event, or when there is no trail to ask. */
export function reasonNotLogged(trails: readonly TrailDefinition[], envelope: EventEnvelope): string | undefined {
  if (trails.length === 0 || !envelope['detail-type'].endsWith('via CloudTrail')) {
    return undefined;
  }
  const reasons = trails.map((trail) => reasonNotLoggedBy(trail, envelope));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** Their calls are logged in us-east-1, whatever the caller's region: a trail of one region takes them only if it asks for them. */
const GLOBAL_SERVICES = ['iam.amazonaws.com', 'sts.amazonaws.com', 'cloudfront.amazonaws.com', 'route53.amazonaws.com'];

function reasonNotLoggedBy(trail: TrailDefinition, { detail, region }: EventEnvelope): string | undefined {
  const { eventSource } = detail;
  if (!trail.isLogging) {
    return `the trail ${trail.name} is not logging`;
  }
  const isGlobal = typeof eventSource === 'string' && GLOBAL_SERVICES.includes(eventSource);
  if (isGlobal && !trail.includesGlobalServices) {
    return `the trail ${trail.name} leaves out global services`;
  }
  if (!trail.isMultiRegion && !isGlobal && region !== trail.region) {
    return `the trail ${trail.name} logs ${trail.region} only`;
  }
  const fields = fieldsOf(detail);
  if (fields.eventCategory === 'Insight') {
    return trail.insights ? undefined : `the trail ${trail.name} logs no insights`;
  }
  if (trail.selectors.some((selector) => selector.every((field) => selects(field, fields)))) {
    return undefined;
  }
  return fields.eventCategory === 'Management'
    ? `no selector of the trail takes management events of ${String(eventSource)}`
    : `no selector of the trail takes ${fields.eventCategory ?? 'such'} events of ${fields['resources.type'] ?? String(eventSource)}`;
}
