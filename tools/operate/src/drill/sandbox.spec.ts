import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DRILL } from '@trailbell/detections';
import { sandboxAt } from '../place.ts';
import { type RunningSandbox, runCommandOf, runCommandWith, runningSandbox } from '../testing/running-sandbox.ts';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await runningSandbox();
});
afterAll(() => sandbox.stop());

test('a drill reaches people by every step an alert takes, and says that it is one', async () => {
  const { status, said, complained } = await runCommandOf('drill', '--local', sandbox.page, '--severity', 'critical');
  const { told } = await sandbox.until((state) => state.told.length > 0);

  expect({ status, complained }).toEqual({ status: 0, complained: '' });
  expect(said).toMatch(/^The drill reached Slack \(#security-page\) in \d+\.\d s and e-mail's topic in \d+\.\d s\.\n$/);
  expect(told).toEqual([expect.stringMatching(/Critical: drill by .+: nothing happened/)]);
});

test('it comes in where it is asked to, by the collector there', async () => {
  const { status } = await runCommandOf('drill', '--local', sandbox.page, '--region', 'us-east-1');
  const { told } = await sandbox.until((state) => state.told.some((message) => message.endsWith('us-east-1')));

  expect([status, told.filter((message) => message.includes('Medium: drill by'))]).toEqual([0, [expect.anything()]]);
});

test('an environment by its name is reached where the SDK finds AWS', async () => {
  const { access } = await sandboxAt(sandbox.page);
  const { endpoint = '', credentials } = access;
  const found = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials?.accessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: credentials?.secretAccessKey ?? '',
  };

  expect(await runCommandWith(found, 'drill', 'example')).toMatchObject({ status: 0, complained: '' });
  expect(await runCommandWith({ ...found, AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }, 'drill', 'example')).toEqual({
    status: 1,
    said: '',
    complained: expect.stringMatching(
      /^the default bus of eu-central-1 did not take the drill: \w+\. .*docs\/deploy\.md#drill names\n$/,
    ),
  });
});

test('what others put on the bus in its name rings nobody', async () => {
  const { access, homeRegion } = await sandboxAt(sandbox.page);
  const before = (await sandbox.until(() => true)).told.length;
  const Detail = JSON.stringify({ version: 1, eventID: 'drill-x', by: 'ana', severity: 'critical' });
  const strange = [
    { Source: DRILL.source, DetailType: 'Exercise', Detail },
    { Source: 'example.drill', DetailType: DRILL.detailType, Detail },
  ];
  await new EventBridgeClient({ ...access, region: homeRegion }).send(new PutEventsCommand({ Entries: strange }));

  const { status } = await runCommandOf('drill', '--local', sandbox.page); // all before it has been told by then
  const { told } = await sandbox.until((state) => state.told.length > before);

  expect([status, told.length]).toEqual([0, before + 1]);
});

test('what fails is named, with what to do, and the status is 1', async () => {
  await sandbox.post('/api/faults', { slack: 'invalid-auth' });
  const untold = await runCommandOf('drill', '--local', sandbox.page, '--within', '5');
  await sandbox.post('/api/faults', { slack: 'up' });
  const [region, severity, nothing, misspelt] = [
    await runCommandOf('drill', '--local', sandbox.page, '--region', 'sa-east-1'),
    await runCommandOf('drill', '--local', sandbox.page, '--severity', 'loud'),
    await runCommandOf('drill'),
    await runCommandOf('drill', 'example', '--loud'),
  ];

  expect([untold, region, severity, nothing, misspelt].map(({ status }) => status)).toEqual([1, 1, 1, 1, 1]);
  expect(untold.said).toMatch(
    /^The drill was decided, but has not reached Slack \(#security-alerts\) within 5\.0 s\. .*docs\/runbook\.md#delivery-blocked/,
  );
  expect(region.complained).toMatch(/^no collector stands in sa-east-1\. Valid: .*eu-central-1/);
  expect(severity.complained).toMatch(/^npm run drill -- ENVIRONMENT/);
  expect(nothing.complained).toMatch(/^npm run drill -- ENVIRONMENT/);
  expect(misspelt.complained).toMatch(/^Unknown option '--loud'/);
});
