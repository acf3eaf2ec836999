import type { Context } from 'aws-lambda';

/** The context Lambda gives an invocation that has this long to go. nodejs24.x has no callbacks in it any more. */
export function contextWith(remainingMs: number): Context {
  const context: Omit<Context, 'done' | 'fail' | 'succeed'> = {
    functionName: 'trailbell-example',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:trailbell-example',
    memoryLimitInMB: '512',
    awsRequestId: '6d2f4c1e-0000-4000-8000-000000000001',
    logGroupName: '/aws/lambda/trailbell-example',
    logStreamName: '2026/01/01/[$LATEST]0',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => remainingMs,
  };
  return context as Context;
}
