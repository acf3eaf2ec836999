import { describe, expect, test } from '@jest/globals';
import { type Alert } from '@trailbell/detections';
import fc from 'fast-check';
import { blockKitViolations, renderEmail, renderSlackAlert, renderSlackDigest } from './index.ts';
import { renderSlackIncident, renderSlackReply } from './slack/render-join.ts';
import { renderDigestDetails } from './slack/render-digest-details.ts';
import { MESSAGES } from './testing/message-settings.ts';
import { alertExample } from './testing/alert-example.ts';
import { digestExample } from './testing/digest-example.ts';
import { HOSTILE, hostileAlert } from './testing/hostile-text.ts';
import { emailActivity, slackActivity } from './testing/inertness.ts';

/** What Slack takes in all is nowhere documented; this is what we keep to. */
const BLOCKS_BUDGET = 12_000;
const SNS_MAX_BYTES = 256 * 1024;
const CREDENTIALS = /A[KS]IA[A-Z0-9]{12,}|SESSION-TOKEN/;

function expectSound(message: ReturnType<typeof renderSlackAlert>): void {
  expect(blockKitViolations(message)).toEqual([]);
  expect(slackActivity(message)).toEqual([]);
  expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(BLOCKS_BUDGET);
  expect(JSON.stringify(message)).not.toMatch(CREDENTIALS);
}

/** The alert as a root, redrawn, and as a reply that shows everything as new. */
function expectSoundSlack(alert: Alert): void {
  const state = { count: 3, more: false, lastSeen: 0, severity: 'critical', revision: 2 } as const;
  const aspects = ['summary', 'actor', 'source', 'region', 'error'] as const;
  expectSound(renderSlackAlert(alert, MESSAGES));
  expectSound(renderSlackIncident(alert, { state, gravest: alert }, MESSAGES));
  expectSound(renderSlackReply(alert, { state, news: { aspects, rise: alert.severity === 'critical' } }, MESSAGES));
}

/** The digest and its thread, with these alerts as lines, as what rang and as what was suppressed. */
function expectSoundDigest(alerts: readonly Alert[]): void {
  const some = alerts.slice(0, 5);
  const digest = digestExample({ lesser: alerts, rang: some, suppressed: some, previous: [] });
  expectSound(renderSlackDigest(digest, MESSAGES));
  renderDigestDetails(digest, MESSAGES).forEach(expectSound);
}

function expectSoundEmail(alert: Alert): void {
  const email = renderEmail(alert, MESSAGES);
  expect(emailActivity(email)).toEqual([]);
  expect(Buffer.byteLength(email.body)).toBeLessThan(SNS_MAX_BYTES);
  expect(email.subject + email.body).not.toMatch(CREDENTIALS);
}

describe('whatever an alert holds', () => {
  test('its Slack message is valid, within limits, inert and without credentials', () => {
    fc.assert(
      fc.property(hostileAlert(), (alert) => {
        expectSoundSlack(alert);
      }),
      { numRuns: 200 },
    );
  });

  test('its mail is within limits, inert and without credentials', () => {
    fc.assert(fc.property(hostileAlert(), expectSoundEmail), { numRuns: 200 });
  });

  test('the digest of many is valid, within limits, inert and without credentials', () => {
    fc.assert(
      fc.property(fc.array(hostileAlert(), { maxLength: 40 }), (alerts) => {
        expectSoundDigest(alerts);
      }),
      { numRuns: 40 },
    );
  });

  test.each(HOSTILE.map((text) => [JSON.stringify(text), text]))('%s in every field at once', (_name, text) => {
    const alert = everywhere(text);

    expectSoundSlack(alert);
    expectSoundEmail(alert);
    expectSoundDigest([alert]);
  });

  test.each(HOSTILE.filter((text) => text !== '').map((text) => [JSON.stringify(text), text]))(
    '200 KB of %s in every field at once',
    (_name, text) => {
      const alert = everywhere(text.repeat(Math.ceil((200 * 1024) / text.length)));

      expectSoundSlack(alert);
      expectSoundEmail(alert);
      expectSoundDigest(Array.from({ length: 8 }, (_, index) => ({ ...alert, summary: `${index}${alert.summary}` })));
    },
  );
});

/** Every text of the alert is this text. */
function everywhere(text: string): Alert {
  const example = alertExample({ errorCode: 'x', unreadable: 'x', changes: [{ what: 'x', before: 'x', after: 'x' }] });
  const all = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return text;
    }
    if (Array.isArray(value)) {
      return Array.from({ length: 30 }, () => all(value[0]));
    }
    return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, all(inner)]));
  };
  const actor = { ...example.actor, via: 'x', session: 'y' };
  return { ...(all({ ...example, actor }) as Alert), severity: example.severity };
}
