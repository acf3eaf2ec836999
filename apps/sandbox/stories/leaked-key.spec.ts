import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CloudTrailRecord, envelopeOf } from '@trailbell/cloudtrail-types';
import { Settings, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { tableOf } from './testing/table-of.ts';

const lines = readFileSync(new URL('leaked-key.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const records = lines.map((line) => CloudTrailRecord.parse(JSON.parse(line)));
const story = tableOf(readFileSync(new URL('README.md', import.meta.url), 'utf8'));

/** What the example environment watches. */
const catalogue = catalogueFor(Settings.parse({ watchedBuckets: ['example-payments-exports'] }));
const evaluate = evaluatorFor(catalogue);

describe('the story of the leaked key', () => {
  test.each(lines.map((line) => [labelOf(CloudTrailRecord.parse(JSON.parse(line))), line]))(
    '%s is a record, and nothing of it is lost in reading',
    (_, line) => {
      expect(CloudTrailRecord.parse(JSON.parse(line))).toStrictEqual(JSON.parse(line));
    },
  );

  test('every event has an id of its own, and a second of its own in which it came', () => {
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(records.length);
    expect(new Set(records.map(labelOf)).size).toBe(records.length);
  });

  test('the events come in the order of their times, within an hour', () => {
    const times = records.map(({ eventTime }) => Date.parse(eventTime ?? ''));

    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)! - times[0]!).toBeLessThan(60 * 60 * 1000);
  });

  test('every address is one that documentation may use, a private one, or the name of a service', () => {
    const elsewhere = records
      .map(({ sourceIPAddress }) => String(sourceIPAddress))
      .filter(
        (from) => !/^(192\.0\.2|198\.51\.100|203\.0\.113|10\.20\.31)\.\d+$|\.amazonaws\.com$|^AWS Internal$/.test(from),
      );

    expect(elsewhere).toEqual([]);
  });

  test.each(records.map((record) => [labelOf(record), record] as const))(
    '%s rings what the README says',
    (label, record) => {
      const { alerts, failures } = evaluate(envelopeOf(record));

      expect(failures).toEqual([]);
      expect(alerts.map(({ detectionId }) => detectionId)).toEqual(story.get(label) ?? []);
      expect(alerts.filter(({ unreadable }) => unreadable !== undefined)).toEqual([]);
    },
  );

  test('the whole of an intrusion rings: access, persistence, evasion, exposure, exfiltration', () => {
    expect([...new Set([...story.values()].flat())]).toEqual(
      expect.arrayContaining([
        'console-login-without-mfa',
        'iam-access-key-created',
        'iam-admin-policy-attached',
        'iam-login-profile-changed',
        'cloudtrail-modified',
        'cloudtrail-stopped',
        'guardduty-disabled',
        'security-group-open-to-world',
        's3-public-access',
        'ebs-snapshot-shared',
        's3-object-written',
        'root-console-login',
      ]),
    );
  });

  test('the README speaks of no call that is not in it', () => {
    expect(records.map(labelOf)).toEqual(expect.arrayContaining([...story.keys()]));
  });
});

/** `07:02:12 CreateAccessKey`. */
function labelOf({ eventTime, eventName }: CloudTrailRecord): string {
  return `${(eventTime ?? '').slice(11, 19)} ${eventName ?? ''}`;
}
