import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileText } from '../testing/hostile-text.ts';
import { emailActivity } from '../testing/inertness.ts';
import { alertExample } from '../testing/alert-example.ts';
import { emailText } from './email-text.ts';
import { MESSAGES } from '../testing/message-settings.ts';
import { STORM } from '../testing/storm-example.ts';
import { renderEmail } from './render-email.ts';
import { renderStormEmail } from './render-storm-email.ts';

test('a mail, as it is read', () => {
  const { subject, body } = renderEmail(alertExample());

  expect(`${subject}\n\n${body}`).toMatchInlineSnapshot(`
   "[Critical] ana stopped the trail org-trail in 111122223333 eu-central-1

   CRITICAL: ana stopped the trail org-trail
   in 111122223333 eu-central-1

   Who: ana@example[.]com (through a role)
   When: 2026-11-23 13:05:09 UTC
   Principal: arn:aws:iam::111122223333:role/Admin_Access
   From: 203.0.113.7
   Call: cloudtrail:StopLogging
   About: arn:aws:cloudtrail:eu-central-1:111122223333:trail/org-trail
   Account: 111122223333
   Region: eu-central-1

   WHY IT MATTERS
   While the trail is stopped, nothing that happens in the account is recorded.

   WHAT TO DO
   1. Start logging again.
   2. Ask ana whether the call was theirs.

   THIS IS NOISE WHEN
   - The trail is being replaced by another one.

   Open event: https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/5f3a1c2e-9d4b-4e6a-8f70-112233445566
   Investigate: https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events?Username=ana%40example.com&StartTime=2026-11-23T12:05:09.000Z&EndTime=2026-11-23T14:05:09.000Z
   ATT&CK T1685.002: https://attack.mitre.org/techniques/T1685/002/
   Why this rang: cloudtrail-stopped matched cloudtrail:StopLogging
   "
  `);
});

test('a mail of an account that has a name, with what changed and the page of its detection', () => {
  const changes = [{ what: 'inbound rule', before: 'tcp 443 from 0.0.0.0/0', after: 'tcp 22 from 0.0.0.0/0' }];
  const { subject, body } = renderEmail(alertExample({ changes }), MESSAGES);

  expect(subject).toBe('[Critical] ana stopped the trail org-trail in payments (111122223333) eu-central-1');
  expect(body).toContain('WHAT CHANGED\ninbound rule: from tcp 443 from 0.0.0.0/0 to tcp 22 from 0.0.0.0/0\n');
  expect(body).toContain('Account: payments (111122223333)\n');
  expect(body).toContain('Runbook: https://docs.example.com/detections/cloudtrail-stopped.md\n');
});

test('a storm in a mail', () => {
  const { subject, body } = renderStormEmail(STORM, 'lasting');

  expect(`${subject}\n\n${body}`).toMatchInlineSnapshot(`
   "[Storm] 37 more incidents in 5 minutes

   STORM: 37 more incidents in 5 minutes so far
   Nobody could read them one by one, so no more of them are mailed until calm returns.

   BY DETECTION
   Critical: CloudTrail logging stopped or trail deleted x 2
   High: EBS snapshot shared outside x 34
   Low: of-another-version x 1

   First: 2026-11-23 13:05:00 UTC
   Last: 2026-11-23 13:09:00 UTC

   Each is a line in the next digest. Critical incidents are told by themselves, unless those are too many, too.
   "
  `);
});

test('the end of a storm in a mail', () => {
  const { subject, body } = renderStormEmail(STORM, 'over');

  expect(`${subject}\n\n${body}`.split('\n').slice(0, 4)).toEqual([
    '[Storm over] 37 more incidents in 5 minutes',
    '',
    'STORM OVER: 37 more incidents in 5 minutes',
    'Calm for 5 minutes. New incidents are told one by one again.',
  ]);
});

describe('the subject', () => {
  test.each([
    ['letters with accents', 'Zoë löschte müll', '[Critical] Zoe loschte mull in 111122223333 eu-central-1'],
    ['other scripts', '太郎 stopped it', '[Critical] ?? stopped it in 111122223333 eu-central-1'],
    ['line breaks', 'a\r\nBcc: x', '[Critical] a Bcc: x in 111122223333 eu-central-1'],
  ])('%s', (_what, summary, subject) => {
    expect(renderEmail(alertExample({ summary })).subject).toBe(subject);
  });

  test('keeps the place when the summary is long', () => {
    const { subject } = renderEmail(alertExample({ summary: 'ana did something long '.repeat(20) }));

    expect(subject).toMatch(/^\[Critical\] ana did something long .*\.\.\. in 111122223333 eu-central-1$/);
    expect(subject.length).toBeLessThanOrEqual(100);
  });
});

test('an event that could not be read says so before anything else', () => {
  const { body } = renderEmail(alertExample({ unreadable: 'requestParameters is text' }));

  expect(body.split('\n').slice(2, 6)).toEqual([
    '',
    'THIS EVENT COULD NOT BE READ IN FULL',
    "It matched the detection's pattern, so look at it yourself.",
    'requestParameters is text',
  ]);
});

test.each([
  ['evil.example', 'evil[.]example'],
  ['ana@example.com', 'ana@example[.]com'],
  ['https://evil.example/a.b', 'https[:]//evil[.]example/a[.]b'],
  ['sts.amazonaws.com', 'sts.amazonaws.com'],
  ['evil.s3.amazonaws.com', 'evil[.]s3[.]amazonaws[.]com'],
  ['sts.amazonaws.com.evil.example', 'sts[.]amazonaws[.]com[.]evil[.]example'],
  ['bücher.example', 'bücher[.]example'],
  ['203.0.113.7', '203.0.113.7'],
  ['Sentence. Next.', 'Sentence. Next.'],
])('%s is written %s, so that no mail client makes a link of it', (text, written) => {
  expect(emailText(text, 100)).toBe(written);
});

test('a line of a mail is never longer than it may be, and links nothing, wherever it is cut', () => {
  const addresses = fc.constantFrom('sso.amazonaws.com', 'evil.example', 'a', ' ', '.', 'ana@example.com', '[.]');
  const text = fc.oneof(
    fc.array(addresses, { maxLength: 20 }).map((parts) => parts.join('')),
    hostileText(),
  );

  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 120 }), (value, max) => {
      const line = emailText(value, max);

      expect(line.length).toBeLessThanOrEqual(max);
      expect(emailActivity({ subject: 'x', body: line })).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
