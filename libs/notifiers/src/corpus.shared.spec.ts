import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { windowDigestOf } from '@trailbell/alerting';
import { CloudTrailRecord, actorOf, envelopeOf, sourceOf } from '@trailbell/cloudtrail-types';
import { type Alert, Settings, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { blockKitViolations, renderEmail, renderSlackAlert, renderSlackDigest } from './index.ts';
import { alertExample } from './testing/alert-example.ts';
import { emailActivity, slackActivity } from './testing/inertness.ts';

const shared = resolve(process.env.TRAILBELL_SHARED ?? join(import.meta.dirname, '../../../../shared'));
const corpus = join(shared, 'corpus');

/** Whatever the corpus marks as a credential: its key ids and tokens are all made up, and recognisable. */
const CREDENTIAL = /A[KS]IA[A-Z0-9]{8,}|FAKE-SESSION-TOKEN[\w-]*/g;

let lines: readonly string[];

beforeAll(() => {
  if (!existsSync(corpus)) {
    throw new Error(`no corpus at ${corpus}. Set TRAILBELL_SHARED to the folder that holds it`);
  }
  const all = readdirSync(corpus)
    .filter((file) => /\.ndjson(\.gz)?$/.test(file))
    .flatMap((file) => textOf(join(corpus, file)).split('\n'))
    .filter((line) => line !== '');
  // Thousands are there twice, byte for byte.
  lines = [...new Set(all)];
});

describe('every record of the corpus', () => {
  test('told as the worst alert one could make of it: valid, within limits, inert, without credentials', () => {
    const faults = lines.flatMap((line) => faultsOf(worstAlert(line), credentialsIn(line)));

    expect(lines.length).toBeGreaterThan(20_000);
    expect(faults.slice(0, 10)).toEqual([]);
  });

  test('told as the catalogue tells it, alone and together', () => {
    const evaluate = evaluatorFor(catalogueFor(Settings.parse({})));
    const told = lines.flatMap((line) => {
      const record = CloudTrailRecord.parse(JSON.parse(line));
      return evaluate(envelopeOf(record)).alerts.map((alert) => ({ alert, credentials: credentialsIn(line) }));
    });
    const digest = renderSlackDigest(
      windowDigestOf(
        '2026-11-23T14:00:00.000Z',
        told.map(({ alert }) => ({ kind: 'lesser', alert })),
      ),
    );

    expect(told.length).toBeGreaterThan(20);
    expect(told.flatMap(({ alert, credentials }) => faultsOf(alert, credentials)).slice(0, 10)).toEqual([]);
    expect([...blockKitViolations(digest), ...slackActivity(digest)]).toEqual([]);
    expect(JSON.stringify(digest)).not.toMatch(CREDENTIAL);
  });
});

test('the corpus holds credentials to be found', () => {
  expect(lines.filter((line) => credentialsIn(line).length > 0).length).toBeGreaterThan(1_000);
});

function faultsOf(alert: Alert, credentials: readonly string[]): string[] {
  const message = renderSlackAlert(alert);
  const email = renderEmail(alert);
  const output = JSON.stringify([message, email]);
  return [
    ...blockKitViolations(message),
    ...slackActivity(message),
    ...emailActivity(email),
    ...(JSON.stringify(message.blocks).length > 12_000 ? ['blocks over their budget'] : []),
    ...(Buffer.byteLength(email.body) > 256 * 1024 ? ['mail too large'] : []),
    ...credentials.filter((credential) => output.includes(credential)).map((credential) => `shows ${credential}`),
  ].map((fault) => `${alert.eventKey}: ${fault}`);
}

/** Raw JSON of the record wherever text goes, from each of its parts: worse than any detection would write. */
function worstAlert(line: string): Alert {
  const record = CloudTrailRecord.parse(JSON.parse(line));
  const { requestParameters, responseElements, userIdentity, userAgent } = record;
  const json = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));
  const { kind, name, principalArn, session, accountId } = actorOf(record);
  return alertExample({
    eventKey: record.eventID ?? 'none',
    summary: json(responseElements),
    subject: json(userIdentity),
    actor: {
      kind,
      name,
      ...(principalArn !== undefined && { principalArn }),
      ...(session !== undefined && { session }),
      ...(accountId !== undefined && { accountId }),
    },
    source: `${sourceOf(record).text} ${json(userAgent)}`,
    eventTime: record.eventTime ?? '',
    eventName: record.eventName ?? '',
    eventSource: record.eventSource ?? '',
    ...(typeof record.eventID === 'string' && { eventId: record.eventID }),
    region: record.awsRegion ?? '',
    why: json(requestParameters),
    runbook: [line, json(responseElements), line.slice(-4_000)],
    unreadable: line,
  });
}

function credentialsIn(line: string): readonly string[] {
  return [...new Set([...line.matchAll(CREDENTIAL)].map(([credential]) => credential))];
}

function textOf(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
