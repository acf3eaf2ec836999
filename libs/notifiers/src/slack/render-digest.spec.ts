import { expect, test } from '@jest/globals';
import { alertExample } from '../testing/alert-example.ts';
import { digestExample } from '../testing/digest-example.ts';
import { MESSAGES } from '../testing/message-settings.ts';
import { slackTranscript } from '../testing/slack-transcript.ts';
import { renderSlackDigest } from './render-digest.ts';
import { renderDigestDetails } from './render-digest-details.ts';

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
const keyPair = alertExample({
  severity: 'low',
  title: 'Key pair added',
  detectionId: 'ec2-key-pair-added',
  summary: 'bob added a key pair',
  account: '444455556666',
});

test('a digest, as Slack draws it', () => {
  const digest = digestExample({
    lesser: [
      written('a', '2026-11-23T13:05:09Z'),
      written('b', '2026-11-23T13:06:09Z'),
      written('c', '2026-11-23T13:07:09Z', 'ana@example.com'),
      keyPair,
    ],
    rang: [alertExample()],
    suppressed: [keyPair, { ...keyPair, eventKey: 'd' }],
    previous: [written('z', '2026-11-22T13:05:09Z')],
  });

  expect(slackTranscript(renderSlackDigest(digest))).toMatchInlineSnapshot(`
   "[text]
   Digest: 4 alerts, 2 suppressed
   [header]
   📋 Digest: 4 alerts, 2 suppressed
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
   *New since the digest before*
   Detections: Key pair added
   By: \`ana@example.com\`
   In: \`444455556666\`
   [section]
   *Told at once*
   🔴 Critical: CloudTrail logging stopped × 1
   [section]
   *Suppressed*
   \`known-ec2-key-pair-added\` × 2: The nightly deployment does this: bob added a key pair (ana@example.com of platform, until 2027-01-31)
   [section]
   🔵 bob added a key pair · 444455556666 eu-central-1, <!date^1795439109^{date_short_pretty}, {time_secs}|2026-11-23 13:05:09 UTC>
   ⚪ etl wrote to example-payments-exports · 111122223333 eu-central-1, 2 times, <!date^1795439169^{date_short_pretty}, {time_secs}|2026-11-23 13:06:09 UTC>
   ⚪ ana@example.com wrote to example-payments-exports · 111122223333 eu-central-1, <!date^1795439229^{date_short_pretty}, {time_secs}|2026-11-23 13:07:09 UTC>
   [context]
   Window closed <!date^1795442400^{date_short_pretty}, {time_secs}|2026-11-23 14:00:00 UTC>."
  `);
});

test('a digest names accounts as people do', () => {
  const digest = digestExample({ lesser: [written('a', '2026-11-23T13:05:09Z')] });

  expect(slackTranscript(renderSlackDigest(digest, MESSAGES)).match(/.*payments.*/g)).toEqual([
    '`payments (111122223333)` × 1',
    expect.stringContaining('· payments (111122223333) eu-central-1'),
  ]);
});

const many = Array.from({ length: 100 }, (_, index) =>
  written(`k${String(index).padStart(2, '0')}`, '2026-11-23T13:05:09Z', `actor-${index}`),
);

test('what the message has no room for is in its thread; what the thread has none for is counted', () => {
  const digest = digestExample({ lesser: many });
  const lines = (text: string) => text.match(/actor-\d+ wrote/g) ?? [];
  const message = slackTranscript(renderSlackDigest(digest));
  const thread = renderDigestDetails(digest).map(slackTranscript);

  expect(lines(message)).toHaveLength(6);
  expect(message).toContain('94 more alerts in the counts above and in the thread.');
  expect(message).toContain('… and 94 more × 94');
  expect(thread.map((reply) => lines(reply).length)).toEqual([18, 18, 18]);
  expect(thread.at(-1)).toContain('40 more alerts: in the counts, and in CloudTrail.');
  expect(new Set([message, ...thread].flatMap(lines)).size).toBe(60);
});

test('a digest of few lines has no details', () => {
  expect(renderDigestDetails(digestExample({ lesser: many.slice(0, 6) }))).toEqual([]);
});

test('the first digest of all says nothing of news, and one without news neither', () => {
  const [one = keyPair] = many;

  for (const digest of [digestExample({ lesser: [one] }), digestExample({ lesser: [one], previous: [one] })]) {
    expect(slackTranscript(renderSlackDigest(digest))).not.toContain('New since');
  }
});

test('what was suppressed is a digest, though nothing else happened', () => {
  expect(renderSlackDigest(digestExample({ suppressed: [keyPair] })).text).toBe('Digest: 0 alerts, 1 suppressed');
});

test('an empty window is one quiet line', () => {
  expect(slackTranscript(renderSlackDigest(digestExample({ rang: [alertExample()] })))).toMatchInlineSnapshot(`
   "[text]
   Nothing for the digest; 1 alert rang
   [context]
   📋 Nothing for the digest; 1 alert rang. Window closed <!date^1795442400^{date_short_pretty}, {time_secs}|2026-11-23 14:00:00 UTC>."
  `);
});
