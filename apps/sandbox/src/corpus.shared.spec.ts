import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { eventKeyOf, readEvents } from '@trailbell/cloudtrail-types';
import { Settings, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { outcomeLines } from './cli/outcome-lines.ts';
import { inputOf } from './replay/read-input.ts';
import { Replays } from './replay/replays.ts';
import { type Sandbox } from './sandbox.ts';
import { sandboxOn, stopSandboxes } from './testing/with-sandbox.ts';

jest.setTimeout(120_000);

const ASSEMBLY = join(import.meta.dirname, '../../../dist/apps/infra/cdk.out');
const CORPUS = join(process.env.TRAILBELL_SHARED ?? join(import.meta.dirname, '../../../../shared'), 'corpus');
/** Small enough that the timeline keeps every event of them. */
const SETS = ['stratus', 'traildiscover', 'panther', 'splunk_security_content', 'custodian', 'awsdocs'];

beforeAll(() => {
  if (!existsSync(CORPUS)) {
    throw new Error(`the corpus is not in ${CORPUS}. Set TRAILBELL_SHARED to the folder that holds it`);
  }
});
afterEach(stopSandboxes);

async function replayed(set: string): Promise<Sandbox> {
  const sandbox = await sandboxOn(ASSEMBLY, { slackRate: 'off' });
  await new Replays(sandbox).run(set, [join(CORPUS, `${set}.ndjson`)]);
  await sandbox.whenDrained();
  return sandbox;
}

interface Expected {
  readonly alerts: readonly string[];
  /** What depends on the order in which events are evaluated; backtest's comparison with the stacks holds that. */
  readonly candidates: ReadonlySet<string>;
}

/** What the catalogue itself says of the events that the cloud would have let through. */
async function expectedLines(set: string, { journal, definitions }: Sandbox): Promise<Expected> {
  const settings = Settings.parse(JSON.parse(definitions.functions[0]!.environment.DETECTION_SETTINGS!));
  const evaluate = evaluatorFor(catalogueFor(settings));
  const heldBack = new Set(journal.timeline.events.filter(({ fate }) => fate === 'held-back').map(({ id }) => id));
  const lines = new Set<string>();
  const candidates = new Set<string>();
  let id = 0;
  for await (const found of readEvents(join(CORPUS, `${set}.ndjson`))) {
    const input = inputOf(found);
    if (input.kind === 'event') {
      id += 1;
      const evaluation = evaluate(input.envelope);
      for (const { detectionId } of heldBack.has(id) ? [] : evaluation.alerts) {
        lines.add(`${eventKeyOf(input.envelope)} ${detectionId}`);
      }
      for (const { alert } of evaluation.candidates) {
        candidates.add(`${eventKeyOf(input.envelope)} ${alert.detectionId}`);
      }
    }
  }
  return { alerts: [...lines].sort(), candidates };
}

test.each(SETS)('%s: every alert the catalogue raises is told, and no other', async (set) => {
  const sandbox = await replayed(set);

  const lines = outcomeLines(sandbox);
  const { alerts, candidates } = await expectedLines(set, sandbox);
  const told = lines.map(({ eventID, detectionId }) => `${eventID} ${detectionId}`).sort();
  expect(told.filter((line) => !candidates.has(line))).toEqual(alerts);
  expect(lines.filter(({ outcome }) => !['alerted', 'grouped', 'digested'].includes(outcome))).toEqual([]);
  const { eventsIn, fates } = sandbox.journal.balance;
  expect(Object.values(fates).reduce((sum, count) => sum + count)).toBe(eventsIn);
});

test.each(SETS)('%s: no credential of a record reaches a message, an e-mail or a log', async (set) => {
  const sandbox = await replayed(set);

  const told = JSON.stringify([
    sandbox.slack.messages(),
    sandbox.journal.mails,
    [...sandbox.cloud.functions.values()].map(({ log }) => log.lines),
    outcomeLines(sandbox),
  ]);
  expect(told).not.toContain('FAKE-SESSION-TOKEN');
});
