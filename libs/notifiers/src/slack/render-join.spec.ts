import { expect, test } from '@jest/globals';
import { type IncidentState, type Joined } from '@trailbell/alerting';
import { alertExample } from '../testing/alert-example.ts';
import { MESSAGES } from '../testing/message-settings.ts';
import { slackTranscript } from '../testing/slack-transcript.ts';
import { renderSlackAlert } from './render-alert.ts';
import { renderSlackIncident, renderSlackReply } from './render-join.ts';

const STATE: IncidentState = {
  ...{ count: 3, more: false, severity: 'critical', revision: 2 },
  lastSeen: Date.parse('2026-11-23T13:25:09Z'),
};
const joined = (news: Joined['news']): Joined => ({ state: STATE, news });
const elsewhere = alertExample({
  ...{ source: '198.51.100.9', region: 'us-east-1', eventTime: '2026-11-23T13:25:09Z' },
  actor: { kind: 'iam-user', name: 'bob' },
});

test('a reply, as Slack draws it: what is new, when, and how many they are', () => {
  const aspects = ['actor', 'source', 'region'] as const;
  const reply = renderSlackReply(elsewhere, joined({ aspects, rise: false }), MESSAGES);

  expect(slackTranscript(reply)).toMatchInlineSnapshot(`
   "[text]
   ana stopped the trail org-trail · payments (111122223333) us-east-1
   [section]
   Another actor: \`bob\`
   From another address: \`198.51.100.9\`
   In another region: \`us-east-1\`
   [context]
   <!date^1795440309^{date_short_pretty}, {time_secs}|2026-11-23 13:25:09 UTC>
   3 times
   <https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/5f3a1c2e-9d4b-4e6a-8f70-112233445566|Open event>"
  `);
});

test('a rise in severity, as Slack draws it', () => {
  const reply = renderSlackReply(
    alertExample({ summary: 'ana deleted the trail org-trail' }),
    joined({ aspects: ['summary'], rise: true }),
    MESSAGES,
  );

  expect(slackTranscript(reply)).toMatchInlineSnapshot(`
   "[text]
   Now Critical: ana deleted the trail org-trail · payments (111122223333) eu-central-1
   [section]
   🔴 *Now Critical*
   ana deleted the trail org-trail
   [context]
   <!date^1795439109^{date_short_pretty}, {time_secs}|2026-11-23 13:05:09 UTC>
   3 times
   <https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/5f3a1c2e-9d4b-4e6a-8f70-112233445566|Open event>"
  `);
});

test('a reply that has no words for what is new is no empty message', () => {
  const { blocks } = renderSlackReply(alertExample({ summary: '' }), joined({ aspects: ['summary'], rise: false }));

  expect(blocks[0]).toMatchObject({ type: 'section', text: { text: 'It happened again' } });
});

test('a root that is redrawn says first how its incident stands', () => {
  const root = renderSlackIncident(alertExample({ severity: 'medium' }), { state: STATE }, MESSAGES);

  expect(slackTranscript(root).split('\n[section]')[0]).toMatchInlineSnapshot(`
   "[text]
   🔴 Critical: ana stopped the trail org-trail · payments (111122223333) eu-central-1
   [header]
   🔴 Critical: ana stopped the trail org-trail · payments (111122223333) eu-central-1
   [context]
   *3 times*
   Last seen <!date^1795440309^{date_short_pretty}, {time_secs}|2026-11-23 13:25:09 UTC>
   Opened as Medium: what made it graver is in the thread"
  `);
});

test('a root whose incident got graver tells of what made it so, and then how it began', () => {
  const opening = alertExample({ severity: 'high', summary: 'bob tried to stop the trail org-trail and was denied' });
  const root = renderSlackIncident(opening, { state: STATE, gravest: elsewhere }, MESSAGES);

  expect(slackTranscript(root).split('\n[section]')[0]).toMatchInlineSnapshot(`
   "[text]
   🔴 Critical: ana stopped the trail org-trail · payments (111122223333) us-east-1
   [header]
   🔴 Critical: ana stopped the trail org-trail · payments (111122223333) us-east-1
   [context]
   *3 times*
   Last seen <!date^1795440309^{date_short_pretty}, {time_secs}|2026-11-23 13:25:09 UTC>
   Opened as High: bob tried to stop the trail org-trail and was denied"
  `);
  expect(root.metadata).toEqual(renderSlackAlert(opening).metadata);
});

test('of more than are counted it says so', () => {
  const root = renderSlackIncident(alertExample(), { state: { ...STATE, count: 251, more: true } });

  expect(slackTranscript(root)).toContain('*More than 251 times*');
});
