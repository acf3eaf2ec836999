import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Sandbox } from '../sandbox.ts';
import { arn, fixtureFunction, ruleTo, smallAssembly } from '../testing/small-assembly.ts';
import { order, sandboxOn, stopSandboxes, toldBy } from '../testing/with-sandbox.ts';
import { ServedApp } from './served-app.ts';

let workspace: string;
let said: string[];
const served: ServedApp[] = [];

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'trailbell-serve-'));
  said = [];
  mkdirSync(join(workspace, 'libs'));
  write('lambda.json', JSON.stringify({ triggers: [{ kind: 'pattern' }], needs: {} }));
  write('src/words.ts', "export const WORDS = 'the first words';");
  write('src/main.ts', handlerWith('console.log(JSON.stringify({ words: WORDS, id: event.id }))'));
});

afterEach(async () => {
  await Promise.all(served.splice(0).map((app) => app.close()));
  await stopSandboxes();
});

test('a saved file is built, and the last event comes again, as another event, to what it says now', async () => {
  const sandbox = await serve();
  sandbox.ingest(order({ number: 1 }));
  sandbox.ingest(order({ number: 2 }, { id: 'the-last' }));
  await told(sandbox, 2);

  write('src/words.ts', "export const WORDS = 'the words now';");
  const lines = await told(sandbox, 3);

  expect(lines.at(-1)?.words).toBe('the words now');
  expect(lines.at(-1)?.id).not.toBe('the-last');
  expect(said).toEqual([expect.stringMatching(/^rebuilt; the last event comes again/)]);
});

test('a file that does not build is told with its place, and the bundle before goes on', async () => {
  const sandbox = await serve();
  sandbox.ingest(order({}));
  await told(sandbox, 1);

  write('src/words.ts', 'export const WORDS = ;');
  await until(() => said.length > 0);
  sandbox.ingest(order({}));
  const lines = await told(sandbox, 2);

  expect(said[0]).toContain('apps/fixture/src/words.ts:1:21: Unexpected ";"');
  expect(lines.at(-1)?.words).toBe('the first words');
});

test('a spec that is saved builds nothing', async () => {
  const sandbox = await serve();
  sandbox.ingest(order({}));
  await told(sandbox, 1);

  write('src/words.spec.ts', 'a spec');
  write('src/words.ts', "export const WORDS = 'the words now';");
  await told(sandbox, 2);

  expect(said).toHaveLength(1);
});

test('an app that is none is refused, with those there are', async () => {
  await expect(ServedApp.open('nobody', options())).rejects.toThrow(
    'the lambda app "nobody" is unknown. Known: fixture',
  );
});

test('a debugger stops the lambda where the code says, for as long as it likes, and finds its sources', async () => {
  const inspectPort = await freePort();
  const stops = "if (event.id === 'stop') { debugger; } console.log(JSON.stringify({ id: event.id }))";
  write('src/main.ts', handlerWith(`${stops}; WORDS.at(0)`));
  const sandbox = await serve(inspectPort);
  sandbox.ingest(order({ number: 1 }, { id: 'boots' }));
  await told(sandbox, 1);

  const debugging = await attach(inspectPort);
  sandbox.ingest(order({ number: 2 }, { id: 'stop' }));
  const paused = await debugging.paused;
  const before = toldBy(sandbox);
  debugging.send('Debugger.resume');
  const after = await told(sandbox, 2);

  expect(paused).toMatch(/dist\/serve\/fixture\/index\.mjs$/);
  expect([before, after].map((lines) => lines.map(({ id }) => id))).toEqual([['boots'], ['boots', 'stop']]);
  const map = JSON.parse(readFileSync(join(workspace, 'dist/serve/fixture/index.mjs.map'), 'utf8')) as object;
  expect(map).toMatchObject({ sources: expect.arrayContaining(['../../../apps/fixture/src/main.ts']) as unknown });
});

function write(file: string, text: string): void {
  const path = join(workspace, 'apps/fixture', file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${text}\n`);
}

function handlerWith(act: string): string {
  return `import { WORDS } from './words.ts';\nexport const handler = async (event: { id: string }) => { ${act}; };`;
}

function options(inspectPort?: number) {
  return { workspace, inspectPort, say: (text: string) => void said.push(text) };
}

async function serve(inspectPort?: number): Promise<Sandbox> {
  const app = await ServedApp.open('fixture', options(inspectPort));
  served.push(app);
  const assembly = smallAssembly({
    Fixture: fixtureFunction({ FunctionName: 'trailbell-fixture' }),
    Rule: ruleTo({ Arn: arn('Fixture') }),
  });
  const sandbox = await sandboxOn(assembly, { only: app.only, pace: 'real' });
  app.follow(sandbox);
  return sandbox;
}

/** Resolves with what the lambda told when that is so many lines. */
async function told(sandbox: Sandbox, lines: number): Promise<ReturnType<typeof toldBy>> {
  await until(() => toldBy(sandbox).length >= lines);
  await sandbox.whenDrained();
  return toldBy(sandbox);
}

/** A process's output and a file system's notices come without an event of ours: other work gets its turn until they did. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) {
    await nextTurn();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

interface Debugging {
  /** The URL of the script it stopped in. */
  readonly paused: Promise<string>;
  send(method: string): void;
}

async function attach(port: number): Promise<Debugging> {
  const [target] = await inspected(port);
  const socket = new WebSocket(target!.webSocketDebuggerUrl);
  await once(socket, 'open');
  let id = 0;
  const scripts = new Map<string | undefined, string | undefined>();
  const send = (method: string): void => {
    socket.send(JSON.stringify({ id: ++id, method }));
  };
  const { promise, resolve } = Promise.withResolvers<string>();
  socket.addEventListener('message', ({ data }) => {
    const { method, params } = JSON.parse(String(data)) as {
      method?: string;
      params?: { scriptId?: string; url?: string; callFrames?: { location: { scriptId: string } }[] };
    };
    if (method === 'Debugger.scriptParsed') {
      scripts.set(params?.scriptId, params?.url);
    }
    if (method === 'Debugger.paused') {
      resolve(scripts.get(params?.callFrames?.[0]?.location.scriptId) ?? '');
    }
  });
  const enabled = once(socket, 'message');
  send('Debugger.enable');
  await enabled;
  return { paused: promise, send };
}

/** The process boots; its inspector answers a little later. */
async function inspected(port: number): Promise<{ webSocketDebuggerUrl: string }[]> {
  for (;;) {
    try {
      return (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[];
    } catch {
      await nextTurn();
    }
  }
}
