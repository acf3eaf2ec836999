import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { readAlertItem } from '@trailbell/alert-store';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Sandbox } from '../sandbox.ts';
import { stopSandboxes } from '../testing/with-sandbox.ts';
import { crashEverywhere } from './testing/crash-points.ts';
import { assemblyWithRouting } from './testing/assembly-with-routing.ts';
import { addedToGroup, keyCreated, trailStopped } from './testing/events.ts';
import { ASSEMBLY, accounted, faultWorld, prepareWorlds, removeWorlds } from './testing/fault-world.ts';

jest.setTimeout(900_000);
beforeAll(prepareWorlds);
afterEach(stopSandboxes);
afterAll(removeWorlds);

test('killed before and after each of its calls, alert-lambda loses nothing, and doubles only what it had not written down', async () => {
  // One process, so that the calls of a life have an order. It rings by Slack and e-mail, replies, redraws, and hands on to the digest.
  const world = await faultWorld({ mostEnvironments: 1 });

  const crashes = await crashEverywhere(world, {
    holder: 'trailbell-alert-lambda',
    // A minute apart, so that they are no storm.
    eventsOf: (life) => {
      const at = new Date(Date.parse('2026-10-13T07:12:00Z') + life * 60_000).toISOString();
      return [
        trailStopped(`trail-${life}`, { at }),
        trailStopped(`trail-${life}`, { id: `again-${life}`, by: 'bob', at }),
        addedToGroup(`user-${life}`, { at }),
      ];
    },
    unmarked: async (sandbox, { messages, mails }, events) =>
      messages.length + mails.length - (await markedOf(sandbox, events)),
  });

  process.stdout.write(`alert-lambda: killed at ${crashes.length} points\n`);
  expect(crashes.length).toBeGreaterThan(50);
  const lives = crashes.length + 1;
  const doubled = crashes.reduce((sum, crash) => sum + crash.doubled, 0);
  expect(await world.drained()).toEqual(
    accounted({ eventsIn: 3 * lives, rang: lives, joined: lives, digested: lives, doubled }),
  );
  expect(crashes.filter((crash) => crash.doubled !== crash.inDoubt)).toEqual([]);
  expect(doubled).toBeGreaterThan(0);
});

test('killed before and after all that it changes in a storm, it loses nothing: what it does not tell one by one is in the digest, and people hear of the storm', async () => {
  const assembly = assemblyWithRouting(ASSEMBLY, { storm: { incidentsPerMinute: 1 } });
  const world = await faultWorld({ assembly, mostEnvironments: 1 });

  const crashes = await crashEverywhere(world, {
    holder: 'trailbell-alert-lambda',
    // One more than rings in its minute. The next life is in another storm.
    before: (life) => [keyCreated(`ana-${life}`, { at: hour(life) })],
    eventsOf: (life) => [keyCreated(`bob-${life}`, { at: hour(life) })],
    // Fifty reads count the storm; between them nothing changes.
    dyingAt: (call) => call !== 'DynamoDB.GetItem',
    unmarked: () => Promise.resolve(0), // what is said of a storm stands in no alert
  });

  process.stdout.write(`alert-lambda in a storm: killed at ${crashes.length} points\n`);
  const lives = crashes.length + 1;
  // What is said of one storm is what is said of the next, so that it counts as said before.
  const account = { ...(await world.drained()), doubled: 0 };
  const words = world.sandbox.slack.messages().map(({ text }) => text);
  const said = ['Storm', 'Calm'].map((word) => words.filter((text) => text.includes(word)).length);
  const inDoubt = crashes.filter(({ point }) => /^slack\.chat\.postMessage .* dies after$/.test(point));
  expect(account).toEqual(accounted({ eventsIn: 2 * lives, rang: lives, digested: lives }));
  for (const times of said) {
    expect(times).toBeGreaterThanOrEqual(lives);
    expect(times).toBeLessThanOrEqual(lives + inDoubt.length);
  }
});

function hour(life: number): string {
  return new Date(Date.parse('2026-10-13T07:12:00Z') + life * 3_600_000).toISOString();
}

/** How many messages about these events the table says alert-lambda has sent. */
async function markedOf({ tables, journal }: Sandbox, events: readonly EventEnvelope[]): Promise<number> {
  const eventKeys = new Set(events.map((event) => eventKeyOf(event)));
  const known = journal.alerts.all.filter(({ alert }) => eventKeys.has(alert.eventKey));
  const keys = known.map(({ alert }) => ({ pk: { S: `alert#${alert.eventKey}` }, sk: { S: alert.detectionId } }));
  const items = keys.length === 0 ? [] : await tables[0]!.itemsAt(keys);
  return items
    .flatMap((item) => Object.entries(readAlertItem({ ...item }).tellings))
    .filter(([by, { kind }]) => TELLS_PEOPLE.has(by) && kind === 'told').length;
}

/** What is put on the hub bus tells nobody. */
const TELLS_PEOPLE = new Set(['alert-lambda/slack', 'alert-lambda/email']);
