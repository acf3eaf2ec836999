import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { sandboxOn, stopSandboxes } from '../testing/with-sandbox.ts';
import { LastEvent } from './last-event.ts';

const ASSEMBLY = join(import.meta.dirname, '../../../../dist/apps/infra/cdk.out');
const trailStopped = EventEnvelope.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../trail-responder/example-event.json'), 'utf8')),
);

afterEach(stopSandboxes);

test('the last event rings anew, and is no reply to what was said of it before', async () => {
  const sandbox = await sandboxOn(ASSEMBLY, { slackRate: 'off' });
  const last = new LastEvent(sandbox);
  const before = await last.replay();
  sandbox.ingest(trailStopped);
  await sandbox.whenDrained();

  const again = await last.replay();
  await sandbox.whenDrained();

  expect([before, again]).toEqual([false, true]);
  const [first, second, ...others] = sandbox.slack.messages();
  expect([second?.text, second?.threadTs, others]).toEqual([first?.text, undefined, []]);
});
