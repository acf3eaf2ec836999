import { describe, expect, test } from '@jest/globals';
import { AlertLambdaEvent } from './alert-lambda-event.ts';
import { eventOf } from './testing/examples.ts';

describe('what alert-lambda is invoked with', () => {
  test('is an event, when a rule invokes it', () => {
    expect(AlertLambdaEvent.parse(eventOf('event-1'))).toEqual({ kind: 'event', event: eventOf('event-1') });
  });

  test('is a batch of retries, when its queue does', () => {
    const message = { messageId: 'm-1', eventSource: 'aws:sqs', body: '{}' };

    expect(AlertLambdaEvent.parse({ Records: [message] })).toEqual({ kind: 'retries', messages: [message] });
  });

  test.each([
    ['a bare CloudTrail record', eventOf('event-1').detail],
    ['an S3 notification', { Records: [{ eventSource: 'aws:s3', s3: {} }] }],
    ['nothing', undefined],
    ['text', 'StopLogging'],
  ])('is not %s, and says so', (_name, event) => {
    const messages = AlertLambdaEvent.safeParse(event).error?.issues.map(({ message }) => message);

    expect(messages).toEqual(['it is neither an EventBridge event nor a batch of SQS messages']);
  });
});
