import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { stopSandboxes } from '../testing/with-sandbox.ts';
import { crashEverywhere } from './testing/crash-points.ts';
import { objectWritten } from './testing/events.ts';
import { frozenIn, unmarkedIn } from './testing/frozen-digest.ts';
import { accounted, faultWorld, prepareWorlds, removeWorlds } from './testing/fault-world.ts';

jest.setTimeout(900_000);
beforeAll(prepareWorlds);
afterEach(stopSandboxes);
afterAll(removeWorlds);

test('killed before and after each of its calls, digest-lambda loses nothing, and doubles only what it had not written down', async () => {
  const world = await faultWorld({ mostEnvironments: 1 });

  const crashes = await crashEverywhere(world, {
    holder: 'trailbell-digest-lambda',
    eventsOf: (life) => [objectWritten(`report-${life}.csv`), objectWritten(`other-${life}.csv`)],
    unmarked: async (sandbox, sent) => unmarkedIn(await frozenIn(sandbox), sent),
  });

  process.stdout.write(`digest-lambda: killed at ${crashes.length} points\n`);
  expect(crashes.length).toBeGreaterThan(50);
  const lives = crashes.length + 1;
  const doubled = crashes.reduce((sum, crash) => sum + crash.doubled, 0);
  expect(await world.drained()).toEqual(accounted({ eventsIn: 2 * lives, digested: 2 * lives, doubled }));
  expect(crashes.filter((crash) => crash.doubled !== crash.inDoubt)).toEqual([]);
  expect(doubled).toBeGreaterThan(0);
});
