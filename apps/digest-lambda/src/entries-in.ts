import { type DigestEntry, MetricName } from '@trailbell/alerting';
import { eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Evaluate } from '@trailbell/detections';
import { type Telemetry } from '@trailbell/lambda-kit';
import { type LineMessage } from './digest-message.ts';

/** An entry of the digest, with its alert whole. */
export type WholeEntry = DigestEntry & { readonly alert: Extract<LineMessage, { kind: 'alert' }>['alert'] };

/** What a message adds to the digest: the alert it holds, or those of its event. None is usual: rules forward a superset. */
export function entriesIn(message: LineMessage, evaluate: Evaluate, telemetry: Telemetry): readonly WholeEntry[] {
  switch (message.kind) {
    case 'alert':
      return [{ kind: 'lesser', alert: message.alert }];
    case 'suppressed':
      return [{ kind: 'suppressed', alert: message.alert, suppression: message.suppression }];
    case 'rang':
      return [{ kind: 'rang', alert: message.alert }];
    case 'event':
      return evaluated(message.event, evaluate, telemetry).map((alert) => ({ kind: 'lesser', alert }));
  }
}

function evaluated(
  event: Extract<LineMessage, { kind: 'event' }>['event'],
  evaluate: Evaluate,
  { log, count }: Telemetry,
): ReturnType<Evaluate>['alerts'] {
  const { alerts, failures } = evaluate(event);
  const eventKey = eventKeyOf(event);

  for (const { detectionId, error } of failures) {
    count(MetricName.DetectionFailed);
    log.error('a detection failed; its alert is in the digest as unreadable', { detectionId, eventKey, error });
  }
  if (alerts.length === 0) {
    count(MetricName.EventUnmatched);
    log.debug('no detection fired', { eventKey });
  }
  return alerts;
}
