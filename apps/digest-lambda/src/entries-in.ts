import { type DigestEntry, type Suppress, MetricName, SuppressionNote } from '@trailbell/alerting';
import { eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Evaluate } from '@trailbell/detections';
import { type Telemetry } from '@trailbell/lambda-kit';
import { type LineMessage } from './digest-message.ts';

/** An entry of the digest, with its alert whole. */
export type WholeEntry = DigestEntry & { readonly alert: Extract<LineMessage, { kind: 'alert' }>['alert'] };

export interface Evaluating {
  readonly evaluate: Evaluate;
  readonly suppress: Suppress;
  readonly telemetry: Telemetry;
}

/** What a message adds to the digest: the alert it holds, or those of its event. None is usual: rules forward a superset. */
export function entriesIn(message: LineMessage, evaluating: Evaluating): readonly WholeEntry[] {
  switch (message.kind) {
    case 'alert':
      return [{ kind: 'lesser', alert: message.alert }];
    case 'suppressed':
      return [{ kind: 'suppressed', alert: message.alert, suppression: message.suppression }];
    case 'rang':
      return [{ kind: 'rang', alert: message.alert }];
    case 'event':
      return evaluated(message.event, evaluating).map((alert) => entryOf(alert, evaluating));
  }
}

function entryOf(alert: WholeEntry['alert'], { suppress, telemetry }: Evaluating): WholeEntry {
  const suppression = suppress(alert);
  if (!suppression) {
    return { kind: 'lesser', alert };
  }
  telemetry.count(MetricName.AlertSuppressed, 1, { suppression: suppression.id });
  return { kind: 'suppressed', alert, suppression: SuppressionNote.parse(suppression) };
}

function evaluated(
  event: Extract<LineMessage, { kind: 'event' }>['event'],
  { evaluate, telemetry: { log, count } }: Evaluating,
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
