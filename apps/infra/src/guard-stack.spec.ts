import { describe, expect, test } from '@jest/globals';
import { type Pattern, matches } from '@trailbell/event-pattern';
import { type EnvironmentFile } from './config.ts';
import { environment as example } from '../environments/example.ts';
import { ofType } from './testing/resources.ts';
import { appWith, synthesised } from './testing/synthesised.ts';

const resources = synthesised();
const DEPLOYS = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1';

function patternsOf(stack: string, from = resources): readonly Pattern[] {
  return ofType(from, 'AWS::Events::Rule')
    .filter((rule) => rule.stack === stack)
    .map(({ properties }) => properties.EventPattern as Pattern);
}

/** Whether the guard tells of a call, as the environment is by default. */
function tells(event: object, patterns = patternsOf('trailbell-guard')): boolean {
  return patterns.some((pattern) => matches(pattern, event));
}

function called(eventSource: string, eventName: string, detail: object = {}): object {
  return {
    source: `aws.${eventSource}`,
    'detail-type': 'AWS API Call via CloudTrail',
    detail: { eventSource: `${eventSource}.amazonaws.com`, eventName, userIdentity: BY_USER, ...detail },
  };
}

const BY_USER = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana' };
const byRole = (arn: string) => ({ type: 'AssumedRole', sessionContext: { sessionIssuer: { type: 'Role', arn } } });
const disablesRule = (detail: object = {}, name = 'trailbell-collector-writes-0a1b2c3d') =>
  called('events', 'DisableRule', { requestParameters: { name }, ...detail });

describe('the guard tells', () => {
  test.each<[string, object]>([
    ['of a trail that is stopped', called('cloudtrail', 'StopLogging', { requestParameters: { name: 'trailbell' } })],
    ['of a trail whose deletion was denied', called('cloudtrail', 'DeleteTrail', { errorCode: 'AccessDenied' })],
    ['of an account that leaves the organisation', called('organizations', 'LeaveOrganization')],
    ['of a rule that a user disables', disablesRule()],
    ['of a rule that root disables', disablesRule({ userIdentity: { type: 'Root' } })],
    [
      'of a rule that another role disables',
      disablesRule({ userIdentity: byRole('arn:aws:iam::111122223333:role/admin') }),
    ],
    ['of a deploy role that stops the trail', called('cloudtrail', 'StopLogging', { userIdentity: byRole(DEPLOYS) })],
  ])('%s', (_, event) => {
    expect(tells(event)).toBe(true);
  });
});

describe('the guard is silent', () => {
  test.each<[string, object]>([
    ['about what the deploy role changes of Trailbell', disablesRule({ userIdentity: byRole(DEPLOYS) })],
    ['about the rules of others', disablesRule({}, 'billing-nightly')],
    ['about other calls to a trail', called('cloudtrail', 'AddTags')],
    ['about what is replayed', { ...called('cloudtrail', 'StopLogging'), 'replay-name': 'again' }],
  ])('%s', (_, event) => {
    expect(tells(event)).toBe(false);
  });
});

test('a deploy role of the detections is one for the guard, too', () => {
  const role = 'arn:aws:iam::111122223333:role/terraform';
  const changes: Partial<EnvironmentFile> = { detections: { deployRoles: [role] } };
  const event = disablesRule({ userIdentity: byRole(role) });

  expect(tells(event)).toBe(true);
  expect(tells(event, patternsOf('trailbell-guard', synthesised(changes)))).toBe(false);
});

test('more deploy roles than a pattern holds are refused with a sentence', () => {
  const deployRoles = Array.from({ length: 40 }, (_, n) => `arn:aws:iam::*:role/deployment-of-team-${String(n)}`);

  expect(() => appWith({ guard: { ...example.guard, deployRoles } })).toThrow(
    /^the rule trailbell-guard-alerting-pipeline-tampered: the pattern has \d+ characters\./,
  );
});

test('every collector forwards to the guard what it tells, by rules that go nowhere else', () => {
  const stopped = called('cloudtrail', 'StopLogging', { requestParameters: { name: 'trailbell' } });
  const collectors = new Set(resources.map(({ stack }) => stack).filter((stack) => stack.includes('collector')));

  for (const collector of collectors) {
    const rules = ofType(resources, 'AWS::Events::Rule').filter(
      ({ stack, properties }) =>
        stack === collector &&
        [stopped, disablesRule()].some((event) => matches(properties.EventPattern as Pattern, event)),
    );
    const targets = rules.map(({ properties }) => (properties.Targets as { Arn: string }[]).map(({ Arn }) => Arn));

    expect(new Set(targets.map((arns) => arns.join()))).toEqual(
      new Set([
        'arn:aws:events:eu-central-1:111122223333:event-bus/trailbell-hub',
        'arn:aws:events:eu-west-1:111122223333:event-bus/trailbell-guard',
      ]),
    );
  }
  expect(collectors.size).toBe(5);
});

test('the words say who did what where, and what the error was', () => {
  const [rule] = ofType(resources, 'AWS::Events::Rule').filter(({ stack }) => stack === 'trailbell-guard');
  const [target] = rule?.properties.Targets as [{ InputTransformer: { InputTemplate: string } }];

  expect(target.InputTransformer.InputTemplate).toMatch(
    /^"The alerting itself was changed\. <detail-userIdentity-arn> called <detail-eventName> of <detail-eventSource> \(error: \\"<detail-errorCode>\\"\), from/,
  );
});
