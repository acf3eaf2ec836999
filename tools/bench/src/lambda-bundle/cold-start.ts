/** The measured process: a Node that has just started imports one bundle and invokes it once, and prints how long both took. */
const [bundle = ''] = process.argv.slice(2);

const EVENT = {
  version: '0',
  id: '4f1c2d3e-0000-4000-8000-000000000001',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.ec2',
  account: '111122223333',
  time: '2026-01-01T00:00:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: {
    eventVersion: '1.11',
    eventID: '4f1c2d3e-0000-4000-8000-000000000002',
    eventName: 'DescribeInstances',
    eventSource: 'ec2.amazonaws.com',
    eventTime: '2026-01-01T00:00:00Z',
    eventType: 'AwsApiCall',
    awsRegion: 'eu-central-1',
    recipientAccountId: '111122223333',
    userIdentity: { type: 'IAMUser', userName: 'ana', arn: 'arn:aws:iam::111122223333:user/ana' },
  },
};
const CONTEXT = {
  functionName: 'trailbell-alert-lambda',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:trailbell-alert-lambda',
  awsRequestId: '4f1c2d3e-0000-4000-8000-000000000003',
  memoryLimitInMB: '512',
  getRemainingTimeInMillis: () => 30_000,
};

interface Lambda {
  handler(event: object, context: object): Promise<unknown>;
}
const load = (path: string): Promise<Lambda> => import(path);

const started = performance.now();
const lambda = await load(bundle);
const imported = performance.now();
await lambda.handler(EVENT, CONTEXT);
const invoked = performance.now();

process.send?.({ importMs: imported - started, invokeMs: invoked - imported });
