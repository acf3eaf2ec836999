import { expect, test } from '@jest/globals';
import { SandboxClock } from '../clock/sandbox-clock.ts';
import { startSchedules } from './schedules.ts';

const NOW = Date.parse('2026-10-13T07:12:30Z');
const HOURLY = {
  arn: 'arn:aws:scheduler:eu-central-1:111122223333:schedule/default/digest',
  name: 'digest',
  expression: 'cron(0 * * * ? *)',
  targetArn: 'arn:aws:sqs:eu-central-1:111122223333:digest',
  input: '{"kind":"close","scheduledAt":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>"}',
  deadLetterArn: undefined,
};

function started(awaited: () => string | undefined = () => undefined) {
  const clock = new SandboxClock(() => NOW);
  const sent: (readonly [string, unknown])[] = [];
  startSchedules([HOURLY], {
    clock,
    awaited,
    send: (queueArn, body) => sent.push([queueArn, JSON.parse(body)]),
  });
  return { clock, sent };
}

test('sends its message at each time it is due, with that time in it', () => {
  const { clock, sent } = started();

  clock.advance(2 * 3_600_000);

  expect(sent).toEqual([
    [HOURLY.targetArn, { kind: 'close', scheduledAt: '2026-10-13T08:00:00Z', by: HOURLY.arn }],
    [HOURLY.targetArn, { kind: 'close', scheduledAt: '2026-10-13T09:00:00Z', by: HOURLY.arn }],
  ]);
  clock.stop();
});

test('is owed to somebody while something waits for it, and leapt to', () => {
  let waiting: string | undefined = '1 of 2';
  const { clock, sent } = started(() => waiting);

  expect(clock.leap()).toBe(true);
  expect(sent).toHaveLength(1);

  waiting = undefined;
  expect(clock.leap()).toBe(false);
  clock.stop();
});

test('is not waited for again when it did not help: an alert nobody can tell must not keep the clock leaping', () => {
  const { clock, sent } = started(() => '1 of 2');

  expect(clock.leap()).toBe(true);
  expect(clock.leap()).toBe(false);
  expect(sent).toHaveLength(1);
  clock.stop();
});
