import { execFile, fork } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { EnvironmentVariable } from '@trailbell/alerting';
import { build } from 'esbuild';
import { type Bench, type Figure } from './bench.ts';

const ROOT = join(import.meta.dirname, '../../..');
const COLD_START = join(import.meta.dirname, 'lambda-bundle/cold-start.ts');
const ROUNDS = 15;

interface ColdStart {
  readonly importMs: number;
  readonly invokeMs: number;
}

/**
 * What a cold start of alert-lambda costs in a bare Node process: importing the bundle that is deployed, and its first event,
 * one that no detection fires on. Beside it, round by round, an empty handler, and the same source bundled the usual way.
 */
export const bench: Bench = {
  name: 'lambda-bundle',
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), 'lambda-bundle-'));
    try {
      const bundles = await bundlesIn(folder);
      yield* sizesOf(bundles);
      yield* figuresOf(await coldStartsOf(bundles));
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Paths of what is compared. */
interface Bundles {
  readonly empty: string;
  readonly deployed: string;
  readonly usual: string;
}

async function bundlesIn(folder: string): Promise<Bundles> {
  const empty = join(folder, 'empty.mjs');
  const usual = join(folder, 'usual.mjs');
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/nx'), ['run', 'alert-lambda:build'], { cwd: ROOT });
  await writeFile(empty, 'export const handler = async () => ({});\n');
  await build({
    entryPoints: [join(ROOT, 'apps/alert-lambda/src/main.ts')],
    outfile: usual,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['main', 'module'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'silent',
  });
  return { empty, usual, deployed: join(ROOT, 'dist/apps/alert-lambda/index.mjs') };
}

async function* sizesOf({ deployed, usual }: Bundles): AsyncIterable<Figure> {
  const kilobytes = async (path: string) => (await stat(path)).size / 1_000;
  yield figure('size of the deployed bundle (budget 900)', await kilobytes(deployed), 'kB', 1);
  yield figure('size of the unminified main-first bundle', await kilobytes(usual), 'kB', 1);
  yield figure('deployed over main-first, size', (await kilobytes(deployed)) / (await kilobytes(usual)), 'ratio', 1);
}

/** Round by round, so that whatever else the machine does falls on all three alike. */
async function coldStartsOf(bundles: Bundles): Promise<Readonly<Record<keyof Bundles, readonly ColdStart[]>>> {
  const starts = { empty: new Array<ColdStart>(), deployed: new Array<ColdStart>(), usual: new Array<ColdStart>() };
  for (let round = 0; round < ROUNDS; round++) {
    starts.empty.push(await coldStart(bundles.empty));
    starts.deployed.push(await coldStart(bundles.deployed));
    starts.usual.push(await coldStart(bundles.usual));
  }
  return starts;
}

async function coldStart(bundle: string): Promise<ColdStart> {
  const process = fork(COLD_START, [pathToFileURL(bundle).href], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const complaints: Buffer[] = [];
  process.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk));
  return new Promise((resolve, reject) => {
    let result: ColdStart | undefined;
    process.on('message', (message: ColdStart) => (result = message));
    process.on('error', reject);
    process.on('close', (code) => {
      if (result) {
        resolve(result);
      } else {
        reject(
          new Error(`the cold start of ${bundle} ended with ${String(code)}: ${Buffer.concat(complaints).toString()}`),
        );
      }
    });
  });
}

function* figuresOf({
  empty,
  deployed,
  usual,
}: Readonly<Record<keyof Bundles, readonly ColdStart[]>>): Iterable<Figure> {
  const importing = (starts: readonly ColdStart[]) => median(starts.map(({ importMs }) => importMs));
  const invoking = (starts: readonly ColdStart[]) => median(starts.map(({ invokeMs }) => invokeMs));

  yield figure('import of an empty handler', importing(empty), 'ms', ROUNDS);
  yield figure('import of the deployed bundle (budget 115)', importing(deployed), 'ms', ROUNDS);
  yield figure('import of the main-first bundle', importing(usual), 'ms', ROUNDS);
  yield figure('deployed over main-first, import', importing(deployed) / importing(usual), 'ratio', ROUNDS);
  yield figure('first invoke of an empty handler', invoking(empty), 'ms', ROUNDS);
  yield figure('first invoke of the deployed bundle', invoking(deployed), 'ms', ROUNDS);
  yield figure('first invoke of the main-first bundle', invoking(usual), 'ms', ROUNDS);
}

function figure(metric: string, value: number, unit: string, n: number): Figure {
  return { bench: 'lambda-bundle', metric, value: Math.round(value * 1_000) / 1_000, unit, n };
}

function median(values: readonly number[]): number {
  const inOrder = values.toSorted((a, b) => a - b);
  return inOrder[Math.floor(inOrder.length / 2)] ?? Number.NaN;
}

/** What Lambda and the template give: with tracing on, as deployed, and nothing sampled. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'trailbell-alert-lambda',
  LAMBDA_TASK_ROOT: '/var/task',
  _HANDLER: 'index.handler',
  _X_AMZN_TRACE_ID: 'Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=0',
  POWERTOOLS_SERVICE_NAME: 'trailbell-alert-lambda',
  POWERTOOLS_METRICS_NAMESPACE: 'Trailbell',
  [EnvironmentVariable.ALERTS_TABLE]: 'trailbell-alerts',
  [EnvironmentVariable.RETRY_QUEUE_URL]:
    'https://sqs.eu-central-1.amazonaws.com/111122223333/trailbell-alert-lambda-retry',
  [EnvironmentVariable.DIGEST_QUEUE_URL]: 'https://sqs.eu-central-1.amazonaws.com/111122223333/trailbell-digest',
  [EnvironmentVariable.PAGE_TOPIC_ARN]: 'arn:aws:sns:eu-central-1:111122223333:trailbell-page',
  [EnvironmentVariable.HUB_BUS]: 'trailbell-hub',
  [EnvironmentVariable.HEARTBEAT_TOPIC_PREFIX]: 'arn:aws:sns:eu-west-1:111122223333:trailbell-heartbeat-',
  [EnvironmentVariable.SLACK_TOKEN_SECRET]: 'trailbell/slack-token',
  [EnvironmentVariable.ROUTING]: JSON.stringify({
    bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
    channels: { page: '#page', alert: '#alerts', digest: '#digest' },
    email: ['page'],
  }),
  [EnvironmentVariable.DETECTION_SETTINGS]: JSON.stringify({ watchedBuckets: ['example-payments-exports'] }),
};
