import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Readable } from 'node:stream';
import * as z from 'zod';
import { SandboxStream } from './sandbox-stream.ts';

const MAIN = join(import.meta.dirname, '../../../../apps/sandbox/src/main.ts');

/** The sandbox as its user starts it, driven through its page's API. */
export interface RunningSandbox {
  /** From the start of the process until its page answers. */
  readonly startMs: number;
  readonly stream: SandboxStream;
  readonly post: (events: readonly object[]) => Promise<void>;
  /** How often functions asked AWS and Slack for what, so far. */
  readonly calls: () => Promise<readonly CallCount[]>;
  /** How its functions fare. */
  readonly lambdas: () => Promise<readonly LambdaFigures[]>;
  /** The most memory that any process of a function has had so far, in MB; Linux knows. */
  readonly peakMemoryMb: () => number;
  readonly stop: () => Promise<void>;
}

const CallCount = z.object({ holder: z.string(), name: z.string(), calls: z.number(), kilobytes: z.number() });
export type CallCount = z.infer<typeof CallCount>;

const LambdaFigures = z.object({ name: z.string(), invocations: z.number(), p50Ms: z.number().optional() });
export type LambdaFigures = z.infer<typeof LambdaFigures>;

/** Starts it with a file of events to replay. Slack's rate is off, and waits are leapt over. */
export async function startSandbox(eventsFile: string): Promise<RunningSandbox> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--no-warnings', MAIN, '--events', eventsFile, '--slack-rate', 'off', '--clock', 'leap'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await pageUrl(child.stdout);
  const startMs = performance.now() - startedAt;
  const stream = await SandboxStream.open(new URL('api/stream', url));

  return {
    startMs,
    stream,
    post: async (events) => {
      const answer = await fetch(new URL('api/events', url), { method: 'POST', body: JSON.stringify(events) });
      const text = await answer.text();
      if (!answer.ok) {
        throw new Error(`the sandbox took no events: ${answer.status} ${text}`);
      }
    },
    calls: async () => z.array(CallCount).parse(await (await fetch(new URL('api/calls', url))).json()),
    lambdas: async () =>
      z.object({ lambdas: z.array(LambdaFigures) }).parse(await (await fetch(new URL('api/state', url))).json())
        .lambdas,
    peakMemoryMb: () => Math.max(0, ...childrenOf(child.pid ?? 0).map(peakMemoryMbOf)),
    stop: async () => {
      const closed = once(child, 'close');
      stream.close();
      child.kill('SIGINT');
      await closed;
    },
  };
}

function childrenOf(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
}

function peakMemoryMbOf(pid: string): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes ?? 0) / 1_024;
}

async function pageUrl(output: Readable): Promise<URL> {
  let text = '';
  return new Promise((resolve, reject) => {
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(text) ?? [];
      if (url !== undefined) {
        resolve(new URL(url));
      }
    });
    output.once('end', () => {
      reject(new Error(`the sandbox ended before its page answered: ${text}`));
    });
  });
}
