import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const WORKSPACE = join(import.meta.dirname, '../../../..');

/** What of the sandbox's state specs look at. */
const State = z
  .object({
    deadLetters: z.array(z.unknown()),
    channels: z.array(z.object({ messages: z.array(z.object({ text: z.string() })) })),
  })
  .transform(({ deadLetters, channels }) => ({
    deadLetters,
    told: channels.flatMap(({ messages }) => messages.map(({ text: message }) => message)),
  }));
type State = z.infer<typeof State>;

/** Changes after which a state may be another one to those who wait: retries by the hundred are none of them. */
const TELLING = /"kind":"(state|phase|dead-letters|slack-message)"/;

export interface RunningSandbox {
  /** The address of its page. */
  readonly page: string;
  post(path: string, body: unknown): Promise<void>;
  /** Resolves with the first state that fits. */
  until(fits: (state: State) => boolean): Promise<State>;
  stop(): Promise<void>;
}

/** The sandbox as `npm start` runs it, with nothing to replay and leaping over waits. What it runs has to be built. */
export async function runningSandbox(): Promise<RunningSandbox> {
  const nothing = join(mkdtempSync(join(tmpdir(), 'trailbell-operate-')), 'unmatched.json');
  writeFileSync(nothing, readFileSync(join(WORKSPACE, 'docs/examples/bucket-created.json')));
  const main = join(WORKSPACE, 'apps/sandbox/src/main.ts');
  const child = spawn(process.execPath, [main, '--clock', 'leap', '--events', nothing], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const page = await addressOf(child.stdout);
  const state = async () => State.parse(await (await fetch(new URL('/api/state', page))).json());
  return {
    page,
    post: async (path, body) => {
      const { ok, status } = await fetch(new URL(path, page), { method: 'POST', body: JSON.stringify(body) });
      if (!ok) {
        throw new Error(`the sandbox answered ${status} to ${path}`);
      }
    },
    until: async (fits) => {
      const { body } = await fetch(new URL('/api/stream', page));
      const changes = body?.pipeThrough(new TextDecoderStream()) ?? [];
      for await (const change of changes) {
        const now = TELLING.test(change) ? await state() : undefined;
        if (now && fits(now)) {
          return now;
        }
      }
      throw new Error('the sandbox ended');
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function addressOf(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const page = /^the page: (?<page>\S+)/.exec(line)?.groups?.page;
    if (page !== undefined) {
      stdout.resume();
      return page;
    }
  }
  throw new Error('the sandbox ended before it served its page');
}

/** Runs a command of this project as npm does; answers its status and what it said. */
export async function runCommandOf(command: 'drill' | 'redrive', ...args: readonly string[]) {
  return runCommandWith({}, command, ...args);
}

/** The same with these variables beside the environment's. */
export async function runCommandWith(
  variables: Readonly<Record<string, string>>,
  command: 'drill' | 'redrive',
  ...args: readonly string[]
) {
  const main = join(WORKSPACE, `tools/operate/src/${command}/main.ts`);
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { status, said, complained };
}
