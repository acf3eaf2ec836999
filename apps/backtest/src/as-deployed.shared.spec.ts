import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const shared = process.env.TRAILBELL_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const corpus = resolve(shared, 'corpus');
if (!existsSync(corpus)) {
  throw new Error(`there is no corpus at ${corpus}. Set TRAILBELL_SHARED to the folder that holds it`);
}

const execute = promisify(execFile);
const apps = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailbell-backtest-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What a command said of each alert: its lines, in order. */
async function outcomesOf(app: string, ...args: readonly string[]): Promise<readonly string[]> {
  const file = join(folder, `${app}.ndjson`);
  await execute(process.execPath, [join(apps, app, 'src/main.ts'), ...args, '--json', file]);
  return (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

/** The same records from the last line to the first: of a recording the order of lines means nothing. */
async function backwards(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const path = join(folder, 'events.ndjson');
  await writeFile(path, lines.toReversed().join('\n'));
  return path;
}

// Not over sets in which different records bear one invented eventID: which of them is the event is then a matter of order.
test.each([
  ['the shipped story', resolve(apps, 'sandbox/stories/leaked-key.ndjson')],
  ['the attacks', resolve(corpus, 'stratus.ndjson')],
  ['known single calls', resolve(corpus, 'traildiscover.ndjson')],
  ['one sample of many calls', resolve(corpus, 'splunk_security_content.ndjson')],
])('over %s the stacks alert of the same events, and tell them the same way', async (_, file) => {
  const backtested = await outcomesOf('backtest', file);
  // One process looks at one event after the other.
  const deployed = await outcomesOf('sandbox', '--events', await backwards(file), '--exit', '--processes', '1');

  expect(backtested.length).toBeGreaterThan(0);
  expect(backtested).toEqual(deployed);
});
