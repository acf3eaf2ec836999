import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Sandbox } from './sandbox.ts';
import { sandboxOn, stopSandboxes } from './testing/with-sandbox.ts';

const ASSEMBLY = join(import.meta.dirname, '../../../dist/apps/infra/two-accounts.out');
const MEMBER = '444455556666';
/** Where no company of the example works: sign-ins are logged there all the same. */
const SIGN_IN_REGION = 'eu-north-1';

let sandbox: Sandbox;

/** One call in the member account, in a region that has a collector for the sake of sign-ins. */
function inMember(detailType: string, detail: object): EventEnvelope {
  const eventID = `e1f4c8a0-0000-4000-8000-${String(++events).padStart(12, '0')}`;
  return EventEnvelope.parse({
    version: '0',
    id: eventID,
    'detail-type': detailType,
    source: 'aws.signin',
    account: MEMBER,
    time: '2026-10-13T07:12:00Z',
    region: SIGN_IN_REGION,
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: 'AIDACKCEVSQ6C2EXAMPLE',
        arn: `arn:aws:iam::${MEMBER}:user/ana`,
        accountId: MEMBER,
        userName: 'ana',
      },
      eventTime: '2026-10-13T07:12:00Z',
      awsRegion: SIGN_IN_REGION,
      sourceIPAddress: '203.0.113.24',
      userAgent: 'Mozilla/5.0',
      eventID,
      readOnly: false,
      managementEvent: true,
      recipientAccountId: MEMBER,
      eventCategory: 'Management',
      ...detail,
    },
  });
}
let events = 0;

const signsInWithoutMfa = inMember('AWS Console Sign In via CloudTrail', {
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  eventType: 'AwsConsoleSignIn',
  requestParameters: null,
  responseElements: { ConsoleLogin: 'Success' },
  additionalEventData: { MFAUsed: 'No', LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No' },
});
const stopsTheTrail = inMember('AWS API Call via CloudTrail', {
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  eventType: 'AwsApiCall',
  requestParameters: { name: 'trailbell' },
  responseElements: null,
});

beforeAll(async () => {
  if (!existsSync(ASSEMBLY)) {
    throw new Error('there are no stacks of two accounts. Run npx nx run infra:synth-two-accounts first');
  }
  sandbox = await sandboxOn(ASSEMBLY);
  sandbox.ingest(signsInWithoutMfa);
  sandbox.ingest(stopsTheTrail);
  await sandbox.whenDrained();
});
afterAll(stopSandboxes);

describe('an event in a sign-in region of a member account', () => {
  test('reaches Slack, and says in which account and region it happened', () => {
    const [message, ...others] = sandbox.slack.messages().filter(({ text }) => text.includes('signed in'));

    expect(others).toEqual([]);
    expect(JSON.stringify(message)).toContain(MEMBER);
    expect(JSON.stringify(message)).toContain(SIGN_IN_REGION);
  });

  test('came by the collector of that account and region: the environment knows both', () => {
    expect(sandbox.journal.timeline.outsideEnvironment).toBe(0);
    expect(sandbox.journal.balance.fates).toMatchObject({ alerts: 2 });
  });
});

describe('tampering in a member account', () => {
  test('is told by the hub and, beside it, by the guard', () => {
    const mails = sandbox.journal.mails.filter(({ text }) => text.includes(stopsTheTrail.id));
    const fromGuard = mails.filter(({ topic }) => topic === 'trailbell-tampering');

    expect(fromGuard.map(({ to, text }) => `${to}: ${text}`)).toEqual([
      expect.stringMatching(
        `^security@example.com: "?CloudTrail logging stopped or trail deleted. arn:aws:iam::${MEMBER}:user/ana called StopLogging of cloudtrail.amazonaws.com .*account ${MEMBER}, region ${SIGN_IN_REGION}`,
      ),
    ]);
    expect(sandbox.slack.messages().filter(({ text }) => text.includes('stopped'))).not.toEqual([]);
  });
});

describe('the webhook', () => {
  test('is posted the alert that a rule routes to it, signed so that its receiver takes it, once', () => {
    const [post, ...others] = sandbox.webhook.posts;

    expect(others).toEqual([]);
    expect(post?.message).toMatchObject({
      type: 'trailbell.alert',
      version: 1,
      id: post?.id,
      data: { detection: { id: 'cloudtrail-stopped' }, account: MEMBER, route: 'page' },
    });
    expect(sandbox.webhook.requests).toBe(1);
  });

  test('alone is tried again while its receiver does not take it, and nothing is told twice', async () => {
    const before = { posts: sandbox.slack.messages().length, requests: sandbox.webhook.requests };
    sandbox.webhook.refusals.push(503, 429);

    sandbox.ingest(
      inMember('AWS API Call via CloudTrail', {
        ...(stopsTheTrail.detail as object),
        eventID: 'e1f4c8a0-0000-4000-8000-00000000aaaa',
        requestParameters: { name: 'another-trail' },
      }),
    );
    await sandbox.whenDrained();

    expect(sandbox.slack.messages()).toHaveLength(before.posts + 1);
    expect(sandbox.webhook.requests).toBe(before.requests + 3);
    expect(sandbox.webhook.posts).toHaveLength(2);
  });

  test('has its secret read by alert-lambda alone', () => {
    const readers = sandbox.calls.filter(({ resource }) => resource.includes('secret:trailbell/webhook'));

    expect([...new Set(readers.map(({ holder }) => holder))]).toEqual(['trailbell-alert-lambda']);
  });
});
