import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { readAlertItem } from '@trailbell/alert-store';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Sandbox } from '../sandbox.ts';
import { stopSandboxes } from '../testing/with-sandbox.ts';
import { crashEverywhere } from './testing/crash-points.ts';
import { addedToGroup, trailStopped } from './testing/events.ts';
import { accounted, faultWorld, prepareWorlds, removeWorlds } from './testing/fault-world.ts';

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
