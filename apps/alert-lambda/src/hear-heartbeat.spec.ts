import { expect, test } from '@jest/globals';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { hearHeartbeat } from './hear-heartbeat.ts';
import { eventOf } from './testing/examples.ts';

const NOW = Date.parse('2026-01-01T09:00:25Z');

test('measures how long a heartbeat took, by region, and passes it on', async () => {
  const telemetry = recordedTelemetry();
  const passed: string[] = [];

  await hearHeartbeat(eventOf('beat-1'), {
    passOn: (region) => Promise.resolve(void passed.push(region)),
    now: () => NOW,
    telemetry,
  });

  expect(telemetry.measures).toEqual([
    { metric: 'HeartbeatLatency', milliseconds: 25_000, by: { region: 'eu-central-1' } },
  ]);
  expect(passed).toEqual(['eu-central-1']);
});

test('leaves it to the alarm on silence when a heartbeat cannot be passed on', async () => {
  const telemetry = recordedTelemetry();

  await hearHeartbeat(eventOf('beat-1'), {
    passOn: () => Promise.reject(new Error('no such topic')),
    now: () => NOW,
    telemetry,
  });

  expect(telemetry.measures).toHaveLength(1);
  expect(telemetry.lines).toMatchObject([{ level: 'warn', facts: { region: 'eu-central-1' } }]);
});
