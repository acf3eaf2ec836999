import { MetricName } from '@trailbell/alerting';
import { eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Alert, type Evaluate } from '@trailbell/detections';
import { type Telemetry } from '@trailbell/lambda-kit';
import { type DigestMessage } from './digest-message.ts';

/** The alerts a message is about: the one it holds, or those of its event. None is usual: rules forward a superset. */
export function alertsIn(message: DigestMessage, evaluate: Evaluate, { log, count }: Telemetry): readonly Alert[] {
  if (message.kind === 'alert') {
    return [message.alert];
  }
  const { alerts, failures } = evaluate(message.event);
  const eventKey = eventKeyOf(message.event);

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
