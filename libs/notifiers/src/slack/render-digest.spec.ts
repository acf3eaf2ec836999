import { expect, test } from '@jest/globals';
import { digestOf } from '@trailbell/alerting';
import { alertExample } from '../testing/alert-example.ts';
import { slackTranscript } from '../testing/slack-transcript.ts';
import { renderSlackDigest } from './render-digest.ts';

const written = (key: string, eventTime: string, name = 'etl') =>
  alertExample({
    eventKey: key,
    detectionId: 's3-object-written',
    title: 'Object written to a watched bucket',
    severity: 'info',
    summary: `${name} wrote to example-payments-exports`,
    actor: { kind: 'assumed-role', name },
    eventTime,
  });

test('a digest, as Slack draws it', () => {
  const digest = digestOf([
    written('a', '2026-11-23T13:05:09Z'),
    written('b', '2026-11-23T13:06:09Z'),
    written('c', '2026-11-23T13:07:09Z', 'ana@example.com'),
    alertExample({
      severity: 'low',
      title: 'Key pair added',
      detectionId: 'ec2-key-pair-added',
      summary: 'bob added a key pair',
      account: '444455556666',
    }),
  ]);

  expect(slackTranscript(renderSlackDigest(digest))).toMatchInlineSnapshot(`
   "[text]
   Digest: 4 alerts
   [header]
   📋 Digest: 4 alerts
   [context]
   <!date^1795439109^{date_short_pretty}, {time_secs}|2026-11-23 13:05:09 UTC> to <!date^1795439229^{date_short_pretty}, {time_secs}|2026-11-23 13:07:09 UTC>
   [section]
   *What happened*
   🔵 Low: Key pair added × 1
   ⚪ Info: Object written to a watched bucket × 3
   [section]
   *By whom*
   \`ana@example.com\` × 2
   \`etl\` × 2
   *In which account*
   \`111122223333\` × 3
   \`444455556666\` × 1
   [section]
   🔵 bob added a key pair · 444455556666 eu-central-1, <!date^1795439109^{date_short_pretty}, {time_secs}|2026-11-23 13:05:09 UTC>
   ⚪ etl wrote to example-payments-exports · 111122223333 eu-central-1, 2 times, <!date^1795439169^{date_short_pretty}, {time_secs}|2026-11-23 13:06:09 UTC>
   ⚪ ana@example.com wrote to example-payments-exports · 111122223333 eu-central-1, <!date^1795439229^{date_short_pretty}, {time_secs}|2026-11-23 13:07:09 UTC>"
  `);
});

test('what is not shown is counted: every alert is in a line or in the rest', () => {
  const alerts = Array.from({ length: 60 }, (_, index) =>
    written(`k${index}`, '2026-11-23T13:05:09Z', `actor-${index}`),
  );
  const transcript = slackTranscript(renderSlackDigest(digestOf(alerts)));

  expect(transcript.match(/actor-\d+ wrote/g)).toHaveLength(20);
  expect(transcript).toContain('40 more alerts in the counts above.');
  expect(transcript).toContain('… and 52 more × 52');
});

test('an empty digest says so', () => {
  expect(slackTranscript(renderSlackDigest(digestOf([])))).toBe(
    '[text]\nDigest: 0 alerts\n[header]\n📋 Digest: 0 alerts',
  );
});
