import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GetQueueUrlCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { sandboxAt } from '../place.ts';
import { type RunningSandbox, runCommandOf, runningSandbox } from '../testing/running-sandbox.ts';

const trailStopped: unknown = JSON.parse(
  readFileSync(new URL('../../../../apps/trail-responder/example-event.json', import.meta.url), 'utf8'),
);

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await runningSandbox();
});
afterAll(() => sandbox.stop());

/** Leaves the event of a stopped trail as Lambda leaves what its function gave up. */
async function leaveDeadLetter(): Promise<void> {
  const { access, homeRegion, account } = await sandboxAt(sandbox.page);
  const sqs = new SQSClient({ ...access, region: homeRegion });
  const queue = new GetQueueUrlCommand({ QueueName: 'trailbell-alert-lambda-dead-letters' });
  const { QueueUrl } = await sqs.send(queue);
  const record = {
    version: '1.0',
    requestContext: {
      functionArn: `arn:aws:lambda:${homeRegion}:${account}:function:trailbell-alert-lambda:$LATEST`,
      condition: 'RetriesExhausted',
    },
    requestPayload: trailStopped,
    responsePayload: { errorType: 'AlertsNotRaisedError', errorMessage: '1 of 1 alerts' },
  };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(record) }));
}

test('what a lambda gave up is listed, stays, and is told when it is sent again', async () => {
  await leaveDeadLetter();

  const listed = await runCommandOf('redrive', '--local', sandbox.page);
  const again = await runCommandOf('redrive', '--local', sandbox.page);
  const sent = await runCommandOf('redrive', '--local', sandbox.page, '--send');
  const { told } = await sandbox.until(
    ({ deadLetters, ...state }) => deadLetters.length === 0 && state.told.length > 0,
  );

  expect(listed).toMatchObject({ status: 0, complained: '' });
  expect(listed.said).toContain('trailbell-alert-lambda-dead-letters: "StopLogging of event ');
  expect(listed.said).toContain('the lambda gave it up (RetriesExhausted): AlertsNotRaisedError 1 of 1 alerts');
  expect(again.said).toEqual(listed.said);
  expect(sent).toMatchObject({ status: 0, complained: '' });
  expect(sent.said).toContain('sent to trailbell-alert-lambda');
  expect(sent.said).toContain(': 1 sent again, 0 left');
  expect(told.filter((message) => message.includes('stopped the trail'))).toHaveLength(1);
});

test('a place that is none is a sentence', async () => {
  const [environment, page, nothing, misspelt] = [
    await runCommandOf('redrive', 'nowhere'),
    await runCommandOf('redrive', '--local', 'http://127.0.0.1:1/'),
    await runCommandOf('redrive'),
    await runCommandOf('redrive', 'example', '--sned'),
  ];

  expect([environment.status, page.status, nothing.status, misspelt.status]).toEqual([1, 1, 1, 1]);
  expect(environment.complained).toMatch(/^TRAILBELL_ENVIRONMENT is "nowhere". Valid: .*example/);
  expect(page.complained).toBe(
    'no sandbox answers at http://127.0.0.1:1/. npm start runs one, and prints the address of its page\n',
  );
  expect(nothing.complained).toMatch(/^npm run redrive -- ENVIRONMENT/);
  expect(misspelt.complained).toMatch(/^Unknown option '--sned'[^]*\nnpm run redrive -- ENVIRONMENT/);
});
