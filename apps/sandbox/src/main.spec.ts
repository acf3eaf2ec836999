import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const MAIN = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'trailbell-main-'));

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves when it has replayed its events and waits for more; rejects when it ends before. */
  readonly staysUp: () => Promise<void>;
}

function start(...args: string[]): Started {
  const child = spawn(process.execPath, ['--no-warnings', MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  const staysUp = async (): Promise<void> => {
    while (!text.includes('it stays up')) {
      const next = await Promise.race([once(child.stdout, 'data'), ended]);
      if (typeof next === 'number') {
        throw new Error(`it ended with ${next}: ${text}`);
      }
    }
  };
  return { child, said: () => text, ended, staysUp };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('replays a file, tells what could not be read, writes a line for each alert and ends with 0', async () => {
  const events = file('events.ndjson', `${JSON.stringify(STOPPED)}\nnot json\n${JSON.stringify(STOPPED)}\n`);
  const out = join(folder, 'out.ndjson');

  const { ended, said } = start('--events', events, '--exit', '--json', out);

  expect(await ended).toBe(0);
  expect(linesOf(out)).toEqual([
    {
      eventID: 'e1f4c8a0-0000-4000-8000-000000000003',
      eventName: 'StopLogging',
      detectionId: 'cloudtrail-stopped',
      severity: 'critical',
      outcome: 'alerted',
      route: 'page',
      summary: 'ana (IAM user) stopped the trail management-events',
    },
  ]);
  expect(said()).toContain('2 events in: 2 rang');
  expect(said()).toContain('1 alert: 1 told');
  expect(said()).toMatch(/1 input could not be read:\n {2}.*events\.ndjson, line 2, event 2: it is no JSON object/);
});

test.each([
  [['--nonsense'], "Unknown option '--nonsense'. npm start -- --help lists what there is\n"],
  [['--events', '/absent'], '--events /absent does not exist. Give a file or a folder\n'],
])('%j ends with 2 and one sentence', async (args, sentence) => {
  const { ended, said } = start(...args);

  expect(await ended).toBe(2);
  expect(said()).toBe(sentence);
});

test('help is printed', async () => {
  const { ended, said } = start('--help');

  expect(await ended).toBe(0);
  expect(said()).toMatch(/^npm start -- \[options\]\n/);
});

test('stays up, and ends with all its children when it is interrupted', async () => {
  const events = file('one.json', JSON.stringify(STOPPED));
  const { child, staysUp, ended } = start('--events', events, '--clock', 'leap');
  await staysUp();
  const children = childrenOf(child.pid!);

  child.kill('SIGINT');

  expect(await ended).toBe(0);
  expect(children.length).toBeGreaterThan(0);
  expect(children.filter(isAlive)).toEqual([]);
});

test('leaves no child behind when it is killed', async () => {
  const events = file('another.json', JSON.stringify(STOPPED));
  const { child, staysUp, ended } = start('--events', events, '--clock', 'leap');
  await staysUp();
  const children = childrenOf(child.pid!);

  child.kill('SIGKILL');
  await ended;

  expect(children.length).toBeGreaterThan(0);
  while (children.some(isAlive)) {
    await new Promise(setImmediate); // they end when they find their sandbox gone; jest's own timeout bounds this
  }
});

function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0; // it ended meanwhile
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const STOPPED = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDACKCEVSQ6C2EXAMPLE',
    arn: 'arn:aws:iam::111122223333:user/ana',
    accountId: '111122223333',
    userName: 'ana',
  },
  eventTime: '2026-10-13T07:12:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'eu-central-1',
  sourceIPAddress: '203.0.113.24',
  userAgent: 'aws-cli/2.31.13',
  requestParameters: { name: 'management-events' },
  responseElements: null,
  eventID: 'e1f4c8a0-0000-4000-8000-000000000003',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
};

function linesOf(file: string): unknown[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}
