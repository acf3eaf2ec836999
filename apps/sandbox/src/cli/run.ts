import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { UnknownAppError } from '../app/lambda-app.ts';
import { ServedApp } from '../app/served-app.ts';
import { Replays } from '../replay/replays.ts';
import { findStory } from '../replay/shipped-stories.ts';
import { Sandbox } from '../sandbox.ts';
import { type Listening, listenOnLoopback } from '../server/listen.ts';
import { createPageServer } from '../server/page-server.ts';
import { ArgumentError, type Arguments } from './arguments.ts';
import { outcomeLines } from './outcome-lines.ts';
import { describeSummary } from './summary.ts';

export interface RunContext {
  readonly workspace: string;
  readonly say: (text: string) => void;
  /** Aborts when the person has had enough. */
  readonly stopped: AbortSignal;
}

/** Runs the sandbox as the arguments say, until it is drained or stopped. Whatever happens, its children end with it. */
export async function run(args: Arguments, context: RunContext): Promise<void> {
  const { workspace, say, stopped } = context;
  const input = inputOf(args);
  const served = await servedApp(args, context);
  const sandbox = await startSandbox(args, context, served);
  served?.follow(sandbox);
  const replays = new Replays(sandbox);
  const server = createPageServer({ sandbox, replays, folder: join(workspace, 'dist/apps/sandbox/page') });
  try {
    const page = await listen(server, args.port);
    say(`the page: http://${page.address}/\nreplaying ${input.name}\n`);
    await untilAborted(stopped, async () => {
      await replays.run(input.name, input.paths);
      await sandbox.whenDrained();
      say(summaryOf(sandbox, replays));
      await writeOutcomes(sandbox, args.json);
    });
    if (!args.exit && !stopped.aborted) {
      say(
        `${served ? WATCHING : ''}it stays up for more: send events on the page, or POST them to /api/events. Ctrl-C ends it\n`,
      );
      await untilAborted(stopped, () => new Promise(() => undefined));
    }
  } finally {
    await served?.close();
    await sandbox.stop();
    server.close();
    server.closeAllConnections();
  }
}

const WATCHING = 'save a file, and the last event comes again; ';

async function servedApp({ app, inspect }: Arguments, { workspace, say }: RunContext): Promise<ServedApp | undefined> {
  if (app === undefined) {
    return undefined;
  }
  try {
    return await ServedApp.open(app, { workspace, inspectPort: inspect, say });
  } catch (cause) {
    if (cause instanceof UnknownAppError) {
      throw new ArgumentError(`--app: ${cause.message}`, { cause });
    }
    throw cause;
  }
}

async function listen(server: Server, port: number): Promise<Listening> {
  try {
    return await listenOnLoopback(server, port);
  } catch (cause) {
    throw new ArgumentError(`--port ${port} cannot be had on this machine. Give another, or none`, { cause });
  }
}

interface ReplayInput {
  readonly name: string;
  readonly paths: readonly string[];
}

function inputOf({ events }: Arguments): ReplayInput {
  const missing = events.find((path) => !existsSync(path));
  if (missing !== undefined) {
    throw new ArgumentError(`--events ${missing} does not exist. Give a file or a folder`);
  }
  if (events.length > 0) {
    return { name: events.map((path) => basename(path)).join(', '), paths: events };
  }
  const story = findStory(undefined);
  if (!story) {
    throw new ArgumentError('there is no story to replay. Give a file with --events');
  }
  return { name: `the story ${story.name}`, paths: [story.path] };
}

async function startSandbox(
  args: Arguments,
  { workspace, say }: RunContext,
  served: ServedApp | undefined,
): Promise<Sandbox> {
  const assembly = join(workspace, 'dist/apps/infra/cdk.out');
  if (!existsSync(join(assembly, 'manifest.json'))) {
    throw new ArgumentError(`there are no synthesised stacks in ${assembly}. Run npx nx run sandbox:prepare first`);
  }
  const startedAt = performance.now();
  const { slackRate } = args;
  const sandbox = await Sandbox.start({
    assembly,
    pace: args.pace,
    mostEnvironments: args.processes,
    ...(served && { only: served.only }),
    slackRate: slackRate === 'off' ? 'off' : { perSecond: slackRate, burst: Math.max(1, 10 * slackRate) },
    onRefused: ({ code, message }) => {
      say(`a lambda was refused: ${code}: ${message}\n`);
    },
  });
  say(`stacks up in ${Math.round(performance.now() - startedAt)} ms\n`);
  return sandbox;
}

function summaryOf({ journal, slack }: Sandbox, { state, unreadableCount }: Replays): string {
  return describeSummary({
    balance: journal.balance,
    heldBack: journal.heldBack,
    replay: state,
    unreadableCount,
    slackMessages: slack.messages().length,
    mails: journal.mails.length,
  });
}

async function writeOutcomes(sandbox: Sandbox, file: string | undefined): Promise<void> {
  if (file !== undefined) {
    const lines = outcomeLines(sandbox).map((line) => `${JSON.stringify(line)}\n`);
    await writeFile(file, lines.join(''));
  }
}

/** Resolves when `act` has, or at once when the signal aborts. */
async function untilAborted(signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  await (signal.aborted ? undefined : Promise.race([act(), aborted]));
}
