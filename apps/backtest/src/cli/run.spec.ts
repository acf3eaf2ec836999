import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Arguments } from './arguments.ts';
import { run } from './run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailbell-backtest-'));
  await mkdir(join(folder, 'logs'));
});
afterEach(() => rm(folder, { recursive: true }));

function stopLogging(eventID: string, parts: object = {}) {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      arn: 'arn:aws:iam::111122223333:user/ana',
      accountId: '111122223333',
      userName: 'ana',
    },
    eventTime: '2026-03-01T08:00:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'us-east-1',
    requestParameters: { name: 'main' },
    eventID,
    readOnly: false,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...parts,
  };
}

async function logged(name: string, ...records: readonly object[]): Promise<void> {
  await writeFile(join(folder, 'logs', name), gzipSync(JSON.stringify({ Records: records })));
}

async function ran(parts: Partial<Arguments> = {}) {
  const json = join(folder, 'out.ndjson');
  const said: string[] = [];
  const drawn: string[] = [];
  const args: Arguments = {
    paths: [join(folder, 'logs')],
    json,
    html: undefined,
    config: undefined,
    since: undefined,
    until: undefined,
    detections: [],
    accounts: [],
    threads: 1,
    ...parts,
  };
  await run(args, {
    say: (text) => said.push(text),
    screen: { isTTY: false, write: (text) => drawn.push(text) },
  });
  const written = args.json === undefined ? '' : await readFile(json, 'utf8');
  const lines = written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { eventID: string });
  return { lines, said: said.join(''), drawn };
}

test('writes one line for each alert, whatever was delivered twice', async () => {
  await logged('a.json.gz', stopLogging('e-1'), stopLogging('e-1'));
  await logged('b.json.gz', stopLogging('e-1'));

  const { lines, drawn } = await ran();

  expect(lines).toEqual([
    {
      eventID: 'e-1',
      detectionId: 'cloudtrail-stopped',
      outcome: 'alerted',
      eventName: 'StopLogging',
      severity: 'critical',
      route: 'page',
      summary: 'ana (IAM user) stopped the trail main',
    },
  ]);
  expect(drawn).toEqual([]);
});

test('says the same whether lines are written or not', async () => {
  await logged('a.json.gz', stopLogging('e-1'));

  const { said } = await ran();

  expect(said).toContain('1 alert: 1 interruption by 1 incident, 0 digest lines');
  expect((await ran({ json: undefined })).said).toBe(said);
});

describe('looks only at what is asked for:', () => {
  beforeEach(() =>
    logged(
      'a.json.gz',
      stopLogging('e-old', { eventTime: '2026-02-28T23:59:59Z' }),
      stopLogging('e-1'),
      stopLogging('e-other', { recipientAccountId: '444455556666' }),
      stopLogging('e-new', { eventTime: '2026-03-02T00:00:00Z' }),
    ),
  );

  test('a time', async () => {
    const { lines } = await ran({ since: Date.parse('2026-03-01T00:00Z'), until: Date.parse('2026-03-02T00:00Z') });

    expect(lines.map(({ eventID }) => eventID)).toEqual(['e-1', 'e-other']);
  });

  test('an account', async () => {
    expect((await ran({ accounts: ['444455556666'] })).lines.map(({ eventID }) => eventID)).toEqual(['e-other']);
  });

  test('a detection', async () => {
    expect((await ran({ detections: ['guardduty-disabled'] })).lines).toEqual([]);
    await expect(ran({ detections: ['cloudtrail-stoped'] })).rejects.toThrow(
      '--detection cloudtrail-stoped is none, or its settings switch it off. Alike: cloudtrail-modified, cloudtrail-stopped',
    );
  });
});

test('routes as the configuration says', async () => {
  const config = join(folder, 'config.json');
  const bySeverity = { critical: 'digest', high: 'digest', medium: 'digest', low: 'digest', info: 'digest' };
  const channels = { page: '#page', alert: '#alerts', digest: '#digest' };
  await writeFile(config, JSON.stringify({ routing: { bySeverity, channels, email: [] } }));
  await logged('a.json.gz', stopLogging('e-1'));

  expect((await ran({ config })).lines).toEqual([expect.objectContaining({ outcome: 'digested', route: 'digest' })]);
});

test('a configuration with a mistake is refused with the place of it', async () => {
  const config = join(folder, 'config.json');
  await writeFile(config, JSON.stringify({ detections: { ownAccounts: ['1'] } }));

  await expect(ran({ config })).rejects.toThrow('detections.ownAccounts.0: is no account id. Valid: twelve digits');
});

test('what cannot be read is told, and does not keep the rest from being read', async () => {
  await logged('a.json.gz', stopLogging('e-1'));
  await writeFile(join(folder, 'logs/broken.json'), 'good morning');

  const { lines, said } = await ran();

  expect(lines).toHaveLength(1);
  expect(said).toMatch(/Could not be read\n.*broken\.json, line 1, event 1: it is no JSON object/);
});

test('reads what `aws cloudtrail lookup-events` answers, where each record is a text', async () => {
  const answer = {
    Events: ['e-1', 'e-2'].map((eventID) => ({
      ...{ EventId: eventID, EventName: 'StopLogging', Username: 'ana', ReadOnly: 'false' },
      CloudTrailEvent: JSON.stringify(stopLogging(eventID)),
    })),
    NextToken: 'n',
  };
  await writeFile(join(folder, 'logs/events.json'), JSON.stringify(answer, undefined, 4));

  const { lines, said } = await ran();

  expect(lines).toMatchObject([
    { eventID: 'e-1', outcome: 'alerted' },
    { eventID: 'e-2', outcome: 'grouped' },
  ]);
  expect(said).not.toContain('Could not be read');
});

describe('says what it could not see', () => {
  const spotsIn = (said: string) => said.slice(said.indexOf('What it could not see'));
  const read = { eventName: 'GetUser', eventSource: 'iam.amazonaws.com', readOnly: true };
  const data = {
    eventName: 'GetObject',
    eventSource: 's3.amazonaws.com',
    eventCategory: 'Data',
    managementEvent: false,
  };

  test('of a trail that logs changes of one region alone, and stood still for a day', async () => {
    const changed = { eventName: 'CreateTags', eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-central-1' };
    await logged('a.json.gz', stopLogging('e-1', changed));
    await logged('b.json.gz', stopLogging('e-2', { ...changed, eventTime: '2026-03-02T09:00:00Z' }));

    const spots = spotsIn((await ran()).said);

    expect(spots).toMatch(/one region \(eu-central-1\)/);
    expect(spots).toMatch(/nothing from us-east-1/);
    expect(spots).toMatch(/no data events/);
    expect(spots).toMatch(/no read-only calls.*ec2-user-data-read/);
    expect(spots).toMatch(/no event of account 111122223333 for 24 hours from 2026-03-01 09:00 UTC/);
  });

  test('and not of what there was, though no detection wanted it', async () => {
    await logged('a.json.gz', stopLogging('e-1', read), stopLogging('e-2', data), stopLogging('e-3'));

    const spots = spotsIn((await ran()).said);

    expect(spots).not.toMatch(/no data events|no read-only|nothing from us-east-1|no event of account/);
    expect(spots).toMatch(/no network activity events/);
  });
});
