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

function reasonNotLoggedBy(trail: TrailDefinition, envelope: EventEnvelope): string | undefined {
  const fields = fieldsOf(envelope.detail);
  const outOfReach = reasonOutOfReach(trail, envelope.region, fields.eventSource ?? '');
  if (outOfReach !== undefined) {
    return outOfReach;
  }
  if (fields.eventCategory === 'Insight') {
    return trail.insights ? undefined : `the trail ${trail.name} logs no insights`;
  }
  if (trail.selectors.some((selector) => selector.every((field) => selects(field, fields)))) {
    return undefined;
  }
  const { eventCategory = 'such', eventSource = 'their source' } = fields;
  return eventCategory === 'Management'
    ? `no selector of the trail takes management events of ${eventSource}`
    : `no selector of the trail takes ${eventCategory} events of ${fields['resources.type'] ?? eventSource}`;
}

function reasonOutOfReach(trail: TrailDefinition, region: string, eventSource: string): string | undefined {
  const isGlobal = GLOBAL_SERVICES.includes(eventSource);
  if (!trail.isLogging) {
    return `the trail ${trail.name} is not logging`;
  }
  if (isGlobal && !trail.includesGlobalServices) {
    return `the trail ${trail.name} leaves out global services`;
  }
  return trail.isMultiRegion || isGlobal || region === trail.region
    ? undefined
    : `the trail ${trail.name} logs ${trail.region} only`;
}
