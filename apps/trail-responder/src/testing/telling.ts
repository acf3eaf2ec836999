import { type AlertStore, NotToldError } from '@trailbell/alerting';
import { memoryAlertStore } from '@trailbell/alert-store/memory';
import { type Alert } from '@trailbell/detections';
import { type RecordedTelemetry, recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { type TellingOfEvents } from '../tell-of-event.ts';

const NOW = Date.parse('2026-01-01T09:00:10Z');

interface Circumstances {
  readonly store?: AlertStore;
  readonly slackFails?: () => boolean;
}

/** What tells people in specs: a table in memory, and a Slack that keeps what it was told. */
export function tellingWith({ store = memoryStore(), slackFails = () => false }: Circumstances = {}) {
  const told: Alert[] = [];
  const telemetry: RecordedTelemetry = recordedTelemetry();
  const telling: TellingOfEvents = {
    telemetry,
    notifier: {
      id: 'slack',
      tell: (alert) =>
        slackFails()
          ? Promise.reject(new NotToldError('Slack answered 503'))
          : Promise.resolve(`C1/${told.push(alert)}`),
    },
    teller: { app: 'trail-responder', store, now: () => NOW, leaseMs: 35_000 },
  };
  return { telling, told, telemetry };
}

export function memoryStore(): AlertStore {
  return memoryAlertStore({ now: () => NOW });
}
