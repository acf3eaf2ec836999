import { describe, expect, test } from '@jest/globals';
import { alertExample } from '../testing/alert-example.ts';
import { MESSAGES } from '../testing/message-settings.ts';
import { slackTranscript } from '../testing/slack-transcript.ts';
import { renderSlackAlert } from './render-alert.ts';

test('an alert, as Slack draws it', () => {
  expect(slackTranscript(renderSlackAlert(alertExample()))).toMatchInlineSnapshot(`
   "[text]
   🔴 Critical: ana stopped the trail org-trail · 111122223333 eu-central-1
   [header]
   🔴 Critical: ana stopped the trail org-trail · 111122223333 eu-central-1
   [section]
   *Who*
   \`ana@example.com\` through a role
   *When*
   <!date^1795439109^{date_short_pretty}, {time_secs}|2026-11-23 13:05:09 UTC>
   *Principal*
   \`arn:aws:iam::111122223333:role/Admin_Access\`
   *From*
   \`203.0.113.7\`
   *Call*
   \`cloudtrail:StopLogging\`
   *About*
   \`arn:aws:cloudtrail:eu-central-1:111122223333:trail/org-trail\`
   *Account*
   \`111122223333\`
   *Region*
   \`eu-central-1\`
   [section]
   *Why it matters*
   While the trail is stopped, nothing that happens in the account is recorded.
   [section]
   *What to do*
   1. Start logging again.
   2. Ask ana whether the call was theirs.
   [actions]
   (Open event) https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/5f3a1c2e-9d4b-4e6a-8f70-112233445566
   (Investigate) https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events?Username=ana%40example.com&StartTime=2026-11-23T12:05:09.000Z&EndTime=2026-11-23T14:05:09.000Z
   [context]
   <https://attack.mitre.org/techniques/T1685/002/|ATT&amp;CK T1685.002>
   Why this rang: \`cloudtrail-stopped\` matched \`cloudtrail:StopLogging\`
   Noise when: The trail is being replaced by another one."
  `);
});

test('an alert of an account that has a name, with what changed, where to go, and what to do', () => {
  const changes = [
    { what: 'publiclyAccessible', before: 'false', after: 'true' },
    { what: 'inbound rule', after: 'tcp 22 from 0.0.0.0/0' },
    { what: 'statement', before: 'Allow * on *' },
  ];
  const message = renderSlackAlert(
    alertExample({ changes, subject: 'sg-0a1b2c3d', eventSource: 'ec2.amazonaws.com' }),
    MESSAGES,
  );

  expect(slackTranscript(message)).toMatchInlineSnapshot(`
   "[text]
   🔴 Critical: ana stopped the trail org-trail · payments (111122223333) eu-central-1
   [header]
   🔴 Critical: ana stopped the trail org-trail · payments (111122223333) eu-central-1
   [section]
   *Who*
   \`ana@example.com\` through a role
   *When*
   <!date^1795439109^{date_short_pretty}, {time_secs}|2026-11-23 13:05:09 UTC>
   *Principal*
   \`arn:aws:iam::111122223333:role/Admin_Access\`
   *From*
   \`203.0.113.7\`
   *Call*
   \`ec2:StopLogging\`
   *About*
   \`sg-0a1b2c3d\`
   *Account*
   \`payments (111122223333)\`
   *Region*
   \`eu-central-1\`
   [section]
   *What changed*
   \`publiclyAccessible\`: from \`false\` to \`true\`
   \`inbound rule\`: now \`tcp 22 from 0.0.0.0/0\`
   \`statement\`: was \`Allow * on *\`
   [section]
   *Why it matters*
   While the trail is stopped, nothing that happens in the account is recorded.
   [section]
   *What to do*
   1. Start logging again.
   2. Ask ana whether the call was theirs.
   [actions]
   (Open event) https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/5f3a1c2e-9d4b-4e6a-8f70-112233445566
   (Open resource) https://eu-central-1.console.aws.amazon.com/ec2/home?region=eu-central-1#SecurityGroup:groupId=sg-0a1b2c3d
   (Investigate) https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events?Username=ana%40example.com&StartTime=2026-11-23T12:05:09.000Z&EndTime=2026-11-23T14:05:09.000Z
   (Runbook) https://docs.example.com/detections/cloudtrail-stopped.md
   (Query records) https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#logsV2:logs-insights$3FqueryDetail$3D~(end~'2026-11-23T14*3a05*3a09.000Z~start~'2026-11-23T12*3a05*3a09.000Z~timeType~'ABSOLUTE~tz~'UTC~editorString~'fields*20*40timestamp*2c*20eventName*2c*20eventSource*2c*20recipientAccountId*2c*20awsRegion*2c*20sourceIPAddress*2c*20errorCode*0a*7c*20filter*20userIdentity.arn*20*3d*20*22arn*3aaws*3aiam*3a*3a111122223333*3arole*2fAdmin_Access*22*20or*20userIdentity.sessionContext.sessionIssuer.arn*20*3d*20*22arn*3aaws*3aiam*3a*3a111122223333*3arole*2fAdmin_Access*22*0a*7c*20sort*20*40timestamp*20asc*0a*7c*20limit*20500~source~(~'*2ftrailbell*2fcloudtrail))
   [context]
   <https://attack.mitre.org/techniques/T1685/002/|ATT&amp;CK T1685.002>
   Why this rang: \`cloudtrail-stopped\` matched \`ec2:StopLogging\`
   Noise when: The trail is being replaced by another one."
  `);
});

test('what several calls were about is named in full, where the sentence names the first of them', () => {
  const values = ['db/payments', 'db/orders', 'api/stripe', 'ci/deploy-key'];
  const evidence = { count: 4, since: '2026-11-23T13:00:00Z', until: '2026-11-23T13:05:09Z', values };

  expect(slackTranscript(renderSlackAlert(alertExample({ evidence })))).toContain(
    '*Which*\n`db/payments, db/orders, api/stripe, ci/deploy-key`',
  );
});

test('an alert whose event could not be read, by a service on behalf of somebody, refused', () => {
  const alert = alertExample({
    severity: 'medium',
    summary: 'deploy (role deploy) through cloudformation.amazonaws.com changed a security group',
    actor: { kind: 'assumed-role', name: 'deploy', session: 'build-77', via: 'cloudformation.amazonaws.com' },
    errorCode: 'Client.UnauthorizedOperation',
    unreadable: 'requestParameters.ipPermissions is text, a list was expected',
    eventTime: 'yesterday',
    techniques: [],
    falsePositives: [],
    runbook: [],
  });

  expect(slackTranscript(renderSlackAlert(alert))).toMatchInlineSnapshot(`
   "[text]
   🟡 Medium: deploy (role deploy) through cloudformation.amazonaws.com changed a security group · 111122223333 eu-central-1
   [header]
   🟡 Medium: deploy (role deploy) through cloudformation.amazonaws.com changed a security group · 111122223333 eu-central-1
   [section]
   ⚠ *This event could not be read in full.* It matched the detection's pattern, so look at it yourself. requestParameters.ipPermissions is text, a list was expected
   [section]
   *Who*
   \`deploy\` through a role
   *When*
   \`yesterday\`
   *Session*
   \`build-77\`
   *Through*
   \`cloudformation.amazonaws.com\`
   *From*
   \`203.0.113.7\`
   *Call*
   \`cloudtrail:StopLogging\`
   *About*
   \`arn:aws:cloudtrail:eu-central-1:111122223333:trail/org-trail\`
   *Account*
   \`111122223333\`
   *Region*
   \`eu-central-1\`
   *Failed with*
   \`Client.UnauthorizedOperation\`
   [section]
   *Why it matters*
   While the trail is stopped, nothing that happens in the account is recorded.
   [actions]
   (Open event) https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/5f3a1c2e-9d4b-4e6a-8f70-112233445566
   [context]
   Why this rang: \`cloudtrail-stopped\` matched \`cloudtrail:StopLogging\`"
  `);
});

describe('the first line', () => {
  const longSummary = `ana attached ${'a very long policy name '.repeat(20)}to bob`;

  test('always ends in the place; a summary that does not fit is told in full below', () => {
    const { blocks, text } = renderSlackAlert(alertExample({ summary: longSummary }));

    expect(blocks[0]).toMatchObject({
      type: 'header',
      text: { text: expect.stringMatching(/… · 111122223333 eu-central-1$/) },
    });
    expect(blocks[1]).toMatchObject({ type: 'section', text: { text: longSummary } });
    expect(text).toContain(longSummary);
  });

  test('says each severity in a word and a sign', () => {
    const lines = (['critical', 'high', 'medium', 'low', 'info'] as const).map(
      (severity) => renderSlackAlert(alertExample({ severity })).text.split(':')[0],
    );

    expect(lines).toEqual(['🔴 Critical', '🟠 High', '🟡 Medium', '🔵 Low', '⚪ Info']);
  });
});

test('more steps and techniques than anybody reads are counted, not shown', () => {
  const { blocks } = renderSlackAlert(
    alertExample({
      runbook: Array.from({ length: 11 }, (_, index) => `Step ${index + 1}.`),
      techniques: Array.from({ length: 30 }, () => 'T1098'),
    }),
  );

  expect(JSON.stringify(blocks)).toContain('8. Step 8.\\n… and 3 more.');
  expect(blocks.at(-1)).toMatchObject({ type: 'context', elements: { length: 6 } });
});

test('the message says by program which alert it is', () => {
  expect(renderSlackAlert(alertExample()).metadata).toEqual({
    event_type: 'trailbell_alert',
    event_payload: { event_key: '5f3a1c2e-9d4b-4e6a-8f70-112233445566', detection_id: 'cloudtrail-stopped' },
  });
});

test('facts beyond the ten one section takes are in a second one', () => {
  const actor = { kind: 'assumed-role', name: 'ana', session: 's', principalArn: 'arn', via: 'sts.amazonaws.com' };
  const { blocks } = renderSlackAlert(alertExample({ actor, errorCode: 'AccessDenied' }));

  expect(blocks.slice(1, 3)).toMatchObject([{ fields: { length: 10 } }, { fields: { length: 1 } }]);
});
