import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Change, type SandboxState } from '../page-api.ts';
import { Replays } from '../replay/replays.ts';
import { type Sandbox } from '../sandbox.ts';
import { arn, fixtureFunction, ruleTo } from '../testing/small-assembly.ts';
import { order, sandboxOf, stopSandboxes } from '../testing/with-sandbox.ts';
import { type Listening, listenOnLoopback } from './listen.ts';
import { createPageServer } from './page-server.ts';

let sandbox: Sandbox;
let page: Listening;

beforeEach(async () => {
  sandbox = await sandboxOf({ Fixture: fixtureFunction(), Rule: ruleTo({ Arn: arn('Fixture') }) }, { pace: 'real' });
  const folder = mkdtempSync(join(tmpdir(), 'trailbell-page-'));
  writeFileSync(join(folder, 'index.html'), '<title>page</title>');
  page = await listenOnLoopback(createPageServer({ sandbox, replays: new Replays(sandbox), folder }));
});
afterEach(async () => {
  await page.close();
  await stopSandboxes();
});

const url = (path: string) => `http://${page.address}${path}`;
const post = (path: string, body: unknown) =>
  fetch(url(path), { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
const state = async () => (await (await fetch(url('/api/state'))).json()) as SandboxState;

test('the page is served, and what is not there is not', async () => {
  expect(await (await fetch(url('/'))).text()).toBe('<title>page</title>');
  expect((await fetch(url('/absent.js'))).status).toBe(404);
  expect((await fetch(url('/..%2f..%2fetc%2fpasswd.html'))).status).toBe(404);
});

describe('an event that nothing took', () => {
  test('is explained by the rules that came nearest', async () => {
    await post('/api/events', order({ do: 'tell' }, { source: 'nobody' }));

    const answer = await post('/api/explain', { id: 1 });

    expect(await answer.json()).toEqual({
      nearMisses: [
        { kind: 'rule', name: 'fixture-rule', matched: false, text: 'source holds "nobody"; wanted: "fixture"' },
      ],
    });
  });

  test('that is not kept is refused with a sentence', async () => {
    const answer = await post('/api/explain', { id: 7 });

    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: 'event 7 is not kept. The last events on the page are' });
  });
});

describe('events that are posted', () => {
  test('go in, one or many, and their fate is in the state', async () => {
    const answer = await post('/api/events', [order({ do: 'tell' }), order({ do: 'tell' }, { source: 'nobody' })]);
    await sandbox.whenDrained();

    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ accepted: 2, ids: [1, 2] });
    const { events, balance, phase } = await state();
    expect(events.map(({ fate }) => fate)).toEqual(['quiet', 'unmatched']);
    expect(balance).toMatchObject({ eventsIn: 2, fates: { quiet: 1, unmatched: 1, 'in-flight': 0 } });
    expect(phase).toBe('drained');
  });

  test('may be a bare record', async () => {
    await post('/api/events', {
      eventVersion: '1.11',
      eventName: 'RunInstances',
      eventSource: 'ec2.amazonaws.com',
      awsRegion: 'eu-central-1',
      recipientAccountId: '111122223333',
      eventID: 'a',
    });

    expect((await state()).events).toMatchObject([
      { eventKey: 'a', eventName: 'RunInstances', account: '111122223333', region: 'eu-central-1' },
    ]);
  });

  test.each([
    ['what is no event', { hello: 1 }, 'it is neither a CloudTrail record, nor an EventBridge envelope'],
    ['what is not JSON', '{"a":', 'the request cannot be read'],
    ['nothing', '', 'the request cannot be read'],
  ])('are refused with a reason when they are %s', async (_, body, reason) => {
    const answer = await post('/api/events', body);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringContaining(reason) });
    expect((await state()).balance.eventsIn).toBe(0);
  });

  test('are refused all together when one of them cannot be read', async () => {
    const answer = await post('/api/events', [order({ do: 'tell' }), { hello: 1 }]);

    expect(answer.status).toBe(400);
    expect((await state()).balance.eventsIn).toBe(0);
  });
});

test('the stream begins with the whole state, and goes on with what changes', async () => {
  const stream = await fetch(url('/api/stream'));
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const changes: Change[] = [];
  let text = '';
  const readUntil = async (enough: () => boolean): Promise<void> => {
    while (!enough()) {
      const { value = '' } = await reader.read();
      const parts = (text + value).split('\n\n');
      text = parts.pop() ?? '';
      changes.push(...parts.map((part) => JSON.parse(part.replace(/^data: /, '')) as Change));
    }
  };

  await readUntil(() => changes.length > 0);
  await post('/api/events', order({ do: 'tell' }));
  await readUntil(() => changes.some((change) => change.kind === 'phase' && change.phase === 'drained'));
  await reader.cancel();

  expect(changes[0]).toMatchObject({ kind: 'state', state: { balance: { eventsIn: 0 } } });
  expect(changes.flatMap((change) => (change.kind === 'event' ? [change.event.fate] : [])).at(-1)).toBe('quiet');
});

test('failures are switched on and off by name', async () => {
  expect(await (await post('/api/faults', { slack: 'rate-limited' })).json()).toEqual({ slack: 'rate-limited' });
  expect(sandbox.slack.faults.current()).toEqual({ 'rate-limited': 1 });
  expect(await (await post('/api/faults', { slack: 'up' })).json()).toEqual({ slack: 'up' });
  expect(sandbox.slack.faults.current()).toEqual({});
  expect((await post('/api/faults', { slack: 'on fire' })).status).toBe(400);
});

test('the clock leaps over a wait when it is asked to', async () => {
  await post('/api/events', order({ do: 'fail' }));
  while ((await state()).phase !== 'waiting') {
    await new Promise(setImmediate);
  }
  const { clock: before } = await state();
  expect(before.nextWait?.what).toBe('retry of fixture');

  await post('/api/clock', { advance: true });
  await post('/api/clock', { pace: 'leap' });
  await sandbox.whenDrained();

  const { clock, lambdas } = await state();
  expect(lambdas[0]).toMatchObject({ invocations: 3, errors: 3 });
  expect(Date.parse(clock.now) - Date.parse(before.now)).toBeGreaterThanOrEqual(179_000);
});

test('an unknown story is refused with the known ones', async () => {
  const answer = await post('/api/replay', { story: 'nothing' });

  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ error: 'unknown story "nothing". Known stories: leaked-key' });
});

test('a story is replayed, and not twice at once', async () => {
  const first = await post('/api/replay', {});
  const second = await post('/api/replay', {});

  expect([first.status, second.status]).toEqual([202, 409]);
  await sandbox.whenDrained();
  expect((await state()).replay).toMatchObject({ status: 'done', name: 'leaked-key', eventsRead: 69 });
});

describe('a page of somebody else', () => {
  test('gets nothing from its own origin', async () => {
    const answer = await fetch(url('/api/state'), { headers: { origin: 'https://example.com' } });

    expect(answer.status).toBe(403);
  });

  test('gets nothing under its own name', async () => {
    const status = await new Promise((resolve) => {
      const [host, port] = page.address.split(':');
      request({ host, port, path: '/api/state', headers: { host: 'rebound.example.com' } }, (response) => {
        resolve(response.statusCode);
      }).end();
    });

    expect(status).toBe(403);
  });
});
