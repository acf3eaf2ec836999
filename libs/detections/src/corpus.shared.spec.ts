import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type CloudTrailRecord, envelopeOf } from '@trailbell/cloudtrail-types';
import { type Alert } from './alert.ts';
import { catalogueFor } from './catalogue.ts';
import { evaluatorFor } from './evaluate.ts';
import { Settings } from './settings.ts';

const shared = process.env.TRAILBELL_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const corpus = resolve(shared, 'corpus');
if (!existsSync(corpus)) {
  throw new Error(`there is no corpus at ${corpus}. Set TRAILBELL_SHARED to the folder that holds it`);
}

const evaluate = evaluatorFor(catalogueFor(Settings.parse({ watchedBuckets: ['falsimentis-log'] })));

interface Line {
  /** As the index counts: from 1. */
  readonly line: number;
  readonly label: Readonly<Record<string, unknown>>;
  readonly alerts: readonly Alert[];
  readonly failed: readonly string[];
}

function evaluated(set: string, ending = ''): readonly Line[] {
  const records = linesOf(`${set}.ndjson${ending}`).map((line) => JSON.parse(line) as CloudTrailRecord);
  const index = JSON.parse(textOf(`${set}.index.json${ending}`)) as { records: Record<string, unknown>[] };
  return records.map((record, position) => {
    const { alerts, failures } = evaluate(envelopeOf(record));
    const failed = failures.map(({ detectionId }) => detectionId);
    return { line: position + 1, label: index.records[position] ?? {}, alerts, failed };
  });
}

function linesOf(file: string): readonly string[] {
  return textOf(file).trimEnd().split('\n');
}

function textOf(file: string): string {
  const bytes = readFileSync(resolve(corpus, file));
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

const counts = new Map<string, string[]>();
function count(set: string, lines: readonly Line[]): readonly Line[] {
  const byDetection = Object.groupBy(
    lines.flatMap(({ alerts }) => alerts),
    ({ detectionId }) => detectionId,
  );
  counts.set(
    set,
    Object.entries(byDetection)
      .map(([id, alerts = []]) => `${id} ${alerts.length}`)
      .sort(),
  );
  return lines;
}
afterAll(() => {
  const table = [...counts].map(([set, alerts]) => `${set}: ${alerts.join(', ') || 'none'}`);
  process.stdout.write(`alerts by data set\n  ${table.join('\n  ')}\n`);
});

describe('attacks that were carried out', () => {
  const stratus = count('stratus', evaluated('stratus'));

  test.each([
    ['aws.defense-evasion.cloudtrail-delete', 'cloudtrail-stopped', 'critical'],
    ['aws.defense-evasion.cloudtrail-stop', 'cloudtrail-stopped', 'critical'],
    ['aws.defense-evasion.cloudtrail-event-selectors', 'cloudtrail-modified', 'critical'],
    ['aws.exfiltration.ec2-security-group-open-port-22-ingress', 'security-group-open-to-world', 'high'],
    ['aws.exfiltration.ec2-share-ebs-snapshot', 'ebs-snapshot-shared', 'high'],
    ['aws.initial-access.console-login-without-mfa', 'console-login-without-mfa', 'high'],
    ['aws.persistence.iam-backdoor-user', 'iam-access-key-created', 'high'],
    ['aws.persistence.iam-create-admin-user', 'iam-admin-policy-attached', 'high'],
    ['aws.persistence.iam-create-admin-user', 'iam-access-key-created', 'high'],
    ['aws.persistence.iam-create-backdoor-role', 'iam-admin-policy-attached', 'high'],
    ['aws.persistence.iam-create-user-login-profile', 'iam-login-profile-changed', 'high'],
  ])('%s rings %s once', (technique, detectionId, severity) => {
    const rung = stratus
      .filter(({ label }) => label.technique === technique)
      .flatMap(({ alerts }) => alerts)
      .filter((alert) => alert.detectionId === detectionId);

    expect(rung).toEqual([expect.objectContaining({ severity })]);
  });

  test('people are interrupted 19 times over all of them, four lines go to the digest, and everything is read', () => {
    const severities = stratus.flatMap(({ alerts }) => alerts.map(({ severity }) => severity));
    const interruptions = severities.filter((severity) => severity !== 'low' && severity !== 'info');

    expect(interruptions).toHaveLength(19);
    expect(severities).toHaveLength(23);
    expect(stratus.filter(({ failed }) => failed.length > 0)).toEqual([]);
  });
});

test('of days of background noise, root signing in is all that rings', () => {
  const background = count('sans504', evaluated('sans504', '.gz'));
  const events = new Map(background.flatMap(({ alerts }) => alerts).map((alert) => [alert.eventKey, alert]));

  expect([...events.values()].map(({ summary }) => summary)).toEqual(['root signed in to the console without MFA']);
  expect(background.filter(({ failed }) => failed.length > 0)).toEqual([]);
});

test.each(['traildiscover', 'splunk_security_content', 'awsdocs', 'custodian'])(
  'every record of %s is read by every detection that wants it',
  (set) => {
    const lines = count(set, evaluated(set));

    expect(lines.filter(({ failed }) => failed.length > 0)).toEqual([]);
  },
);

test('of the hand-made records of panther, three cannot be read, and say so aloud', () => {
  const panther = count('panther', evaluated('panther'));
  const unreadable = panther.filter(({ failed }) => failed.length > 0);

  // A policy that was put without parameters, one that is no policy, a block without its settings: AWS writes none of these.
  expect(unreadable.map(({ label, failed }) => [label.test, failed])).toEqual([
    ['Null Request Parameters', ['s3-policy-external-account', 's3-public-access']],
    ['Invalid JSON Policy (Should Not Alert)', ['s3-policy-external-account', 's3-public-access']],
    ['Different S3 Event', ['s3-public-access']],
  ]);
});

test('no credential of a record gets into an alert', () => {
  const texts = ['stratus', 'traildiscover', 'panther', 'splunk_security_content', 'awsdocs', 'custodian']
    .flatMap((set) => evaluated(set))
    .flatMap(({ alerts }) => alerts.map((alert) => JSON.stringify(alert)));

  expect(texts.filter((text) => /FAKE-SESSION-TOKEN|A[KS]IA[A-Z0-9]{8,}/.test(text))).toEqual([]);
});
