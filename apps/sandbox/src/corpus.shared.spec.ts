import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { Settings, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { outcomeLines } from './cli/outcome-lines.ts';
import { Replays } from './replay/replays.ts';
import { type Sandbox } from './sandbox.ts';
import { sandboxOn, stopSandboxes } from './testing/with-sandbox.ts';

const ASSEMBLY = join(import.meta.dirname, '../../../dist/apps/infra/cdk.out');
const CORPUS = join(process.env.TRAILBELL_SHARED ?? join(import.meta.dirname, '../../../../shared'), 'corpus');
/** Small enough that the timeline keeps every event of them. */
const SETS = ['stratus', 'traildiscover', 'panther', 'splunk_security_content', 'custodian', 'awsdocs'];

beforeAll(() => {
  if (!existsSync(CORPUS)) {
    throw new Error(`the corpus is not in ${CORPUS}. Set TRAILBELL_SHARED to the folder that holds it`);
  }
});

interface Replayed {
  readonly sandbox: Sandbox;
  /** Every event that came in, by its place in the timeline. */
  readonly arrived: ReadonlyMap<number, EventEnvelope>;
}

async function replayed(set: string): Promise<Replayed> {
  const sandbox = await sandboxOn(ASSEMBLY, { slackRate: 'off' });
  const arrived = new Map<number, EventEnvelope>();
  sandbox.arrivals.on('ingested', (id, envelope) => arrived.set(id, envelope));
  await new Replays(sandbox).run(set, [join(CORPUS, `${set}.ndjson`)]);
  await sandbox.whenDrained();
  return { sandbox, arrived };
}

interface Expected {
  readonly alerts: readonly string[];
  /** What depends on the order in which events are evaluated; backtest's comparison with the stacks holds that. */
  readonly candidates: ReadonlySet<string>;
}

/** What the catalogue itself says of the events that the cloud would have let through. */
function expectedLines({ sandbox: { journal, definitions }, arrived }: Replayed): Expected {
  const settings = Settings.parse(JSON.parse(definitions.functions[0]!.environment.DETECTION_SETTINGS!));
  const evaluate = evaluatorFor(catalogueFor(settings));
  const heldBack = new Set(journal.timeline.events.filter(({ fate }) => fate === 'held-back').map(({ id }) => id));
  const lines = new Set<string>();
  const candidates = new Set<string>();
  for (const [id, envelope] of arrived) {
    const evaluation = evaluate(envelope);
    for (const { detectionId } of heldBack.has(id) ? [] : evaluation.alerts) {
      lines.add(`${eventKeyOf(envelope)} ${detectionId}`);
    }
    for (const { alert } of evaluation.candidates) {
      candidates.add(`${eventKeyOf(envelope)} ${alert.detectionId}`);
    }
  }
  return { alerts: [...lines].sort(), candidates };
}

describe.each(SETS)('%s', (set) => {
  let replay: Replayed;

  beforeAll(async () => {
    replay = await replayed(set);
  });
  afterAll(stopSandboxes);

  test('every alert the catalogue raises is told, and no other', () => {
    const { sandbox } = replay;

    const lines = outcomeLines(sandbox);
    const { alerts, candidates } = expectedLines(replay);
    const told = lines.map(({ eventID, detectionId }) => `${eventID} ${detectionId}`).sort();
    expect(told.filter((line) => !candidates.has(line))).toEqual(alerts);
    expect(lines.filter(({ outcome }) => !['alerted', 'grouped', 'digested'].includes(outcome))).toEqual([]);
    const { eventsIn, fates } = sandbox.journal.balance;
    expect(Object.values(fates).reduce((sum, count) => sum + count)).toBe(eventsIn);
  });

  test('no credential of a record reaches a message, an e-mail or a log', () => {
    const { sandbox } = replay;

    const told = JSON.stringify([
      sandbox.slack.messages(),
      sandbox.journal.mails,
      [...sandbox.cloud.functions.values()].map(({ log }) => log.lines),
      outcomeLines(sandbox),
    ]);
    expect(told).not.toContain('FAKE-SESSION-TOKEN');
  });
});
