import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { CloudName } from '@trailbell/cdk';
import { DRILL } from '@trailbell/detections';

const policy: unknown = JSON.parse(
  readFileSync(new URL('../../../../docs/examples/drill-policy.json', import.meta.url), 'utf8'),
);
const BUS = 'arn:aws:events:eu-central-1:111122223333:event-bus/default';
const TABLE = `arn:aws:dynamodb:eu-central-1:111122223333:table/${CloudName.ALERTS_TABLE}`;
const drill = { 'events:source': [DRILL.source], 'events:detail-type': [DRILL.detailType] };
const itsAlert = { 'dynamodb:LeadingKeys': ['alert#drill-5f3a1c2e'] };

async function isAllowed(
  action: string,
  resource: string,
  context: Readonly<Record<string, string[]>>,
): Promise<boolean> {
  const answer = await runSimulation(
    {
      request: {
        principal: 'arn:aws:sts::111122223333:assumed-role/deploy/session',
        action,
        resource: { resource, accountId: '111122223333' },
        contextVariables: { ...context },
      },
      identityPolicies: [{ name: 'drill', policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  return answer.resultType === 'single' && answer.overallResult === 'Allowed';
}

test('whoever drills may put drills on the default bus, and follow the alert of one', async () => {
  expect(await isAllowed('events:PutEvents', BUS, drill)).toBe(true);
  expect(await isAllowed('dynamodb:GetItem', TABLE, itsAlert)).toBe(true);
});

test.each([
  ['put an event of another source', 'events:PutEvents', BUS, { ...drill, 'events:source': ['trailbell'] }],
  ['put another beside a drill', 'events:PutEvents', BUS, { ...drill, 'events:source': [DRILL.source, 'trailbell'] }],
  ['put what says no source', 'events:PutEvents', BUS, {}],
  ['put anything on the hub bus', 'events:PutEvents', BUS.replace('default', CloudName.HUB_BUS), drill],
  ['read another alert', 'dynamodb:GetItem', TABLE, { 'dynamodb:LeadingKeys': ['alert#5f3a1c2e'] }],
  ['read an alert without its key', 'dynamodb:GetItem', TABLE, {}],
  ['change an alert', 'dynamodb:PutItem', TABLE, itsAlert],
  ['look through the table', 'dynamodb:Query', TABLE, itsAlert],
])('they may not %s', async (_, action, resource, context) => {
  expect(await isAllowed(action, resource, context)).toBe(false);
});
