import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type CallFault, meetingFaults } from './call-faults.ts';
import { listenOnLoopback } from './listen.ts';

let server: Server;
let url: string;
let fault: CallFault | undefined;
let acted: number;
let finished: number;
let killed: string[];

beforeEach(async () => {
  [fault, acted, finished, killed] = [undefined, 0, 0, []];
  const meet = meetingFaults(
    () => fault,
    (holder) => {
      killed.push(holder);
      server.closeAllConnections(); // as the system does for a process that is gone
    },
  );
  server = createServer((request, response) => {
    response.once('finish', () => (finished += 1));
    meet(
      { holder: 'fixture', name: 'fake.Act', bytes: 0 },
      { request, response },
      {
        act: () => {
          acted += 1;
          response.end('done');
        },
        refuse: () => response.writeHead(429).end('later'),
      },
    );
  });
  url = `http://${(await listenOnLoopback(server)).address}`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const ask = async () => {
  const answer = await fetch(url, { method: 'POST', body: 'please' });
  return `${answer.status} ${await answer.text()}`;
};

test('a call that meets no fault is acted on', async () => {
  expect(await ask()).toBe('200 done');
  expect(acted).toBe(1);
});

test('one that is throttled is refused, and not acted on', async () => {
  fault = 'throttled';

  expect(await ask()).toBe('429 later');
  expect(acted).toBe(0);
});

test('one that is unanswered is acted on, and who listens learns so; the caller hears nothing of it', async () => {
  fault = 'unanswered';

  await expect(ask()).rejects.toThrow('fetch failed');
  expect({ acted, finished, killed }).toEqual({ acted: 1, finished: 1, killed: [] });
});

test.each([
  ['dies before', 0],
  ['dies after', 1],
] as const)('whoever %s it is acted on is killed, and hears nothing', async (when, times) => {
  fault = when;

  await expect(ask()).rejects.toThrow('fetch failed');
  expect({ acted, killed }).toEqual({ acted: times, killed: ['fixture'] });
});

test('one that hangs is taken, and never acted on nor answered', async () => {
  fault = 'hangs';
  const asked = fetch(url, { method: 'POST', body: 'please', signal: AbortSignal.timeout(100) });

  await expect(asked).rejects.toThrow('timeout');
  expect(acted).toBe(0);
});
