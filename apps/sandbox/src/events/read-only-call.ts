import { type EventEnvelope } from '@trailbell/cloudtrail-types';

/**
 * Whether EventBridge keeps this event from a rule that is merely ENABLED: a management event that only reads, by the name of
 * the call (Get, List, Describe) and by what CloudTrail says of it. GetSessionToken, say, is not read-only and gets through.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export function isReadOnlyManagementCall({ 'detail-type': detailType, detail }: EventEnvelope): boolean {
  const { eventName, readOnly } = detail;
  return (
    detailType === 'AWS API Call via CloudTrail' &&
    !isDataEvent(detail) &&
    typeof eventName === 'string' &&
    /^(Get|List|Describe)/.test(eventName) &&
    // Old records say nothing, and some sources write the word; today CloudTrail writes a boolean.
    readOnly !== false &&
    readOnly !== 'false'
  );
}

export function isDataEvent({ eventCategory, managementEvent }: EventEnvelope['detail']): boolean {
  return eventCategory === undefined
    ? managementEvent === false || managementEvent === 'false'
    : eventCategory === 'Data';
}
