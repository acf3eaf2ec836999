import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { QueueBatch, keepOnQueue, readMessages } from './queue-batch.ts';

const Body = z.object({ kind: z.literal('retry') });

describe('reading messages', () => {
  test('reads those it can, and says of each other one what is wrong', () => {
    const { readable, unreadable } = readMessages(Body, [
      messageOf('m-1', '{"kind":"retry"}'),
      messageOf('m-2', '{"kind":"retry"'),
      messageOf('m-3', '{"kind":"digest"}'),
    ]);

    expect(readable).toEqual([{ messageId: 'm-1', body: { kind: 'retry' } }]);
    expect(unreadable.map(({ messageId, error }) => [messageId, error.message])).toEqual([
      ['m-2', 'message m-2 cannot be read. not JSON'],
      ['m-3', 'message m-3 cannot be read. Invalid input: expected "retry" at kind'],
    ]);
  });

  test('never quotes the body', () => {
    const { unreadable } = readMessages(Body, [
      messageOf('m-1', 'example-token'),
      messageOf('m-2', '{"kind":"example-token"}'),
    ]);

    expect(unreadable).toHaveLength(2);
    for (const { error } of unreadable) {
      expect(error.message).not.toContain('example-token');
      expect(error.cause).toBeUndefined();
    }
  });
});

describe('a batch', () => {
  test('is what SQS sends, with the fields we read', () => {
    const record = {
      ...messageOf('m-1', 'body'),
      receiptHandle: 'handle',
      attributes: { ApproximateReceiveCount: '1' },
    };

    expect(QueueBatch.parse({ Records: [record] })).toEqual({
      Records: [{ ...messageOf('m-1', 'body'), receiptHandle: 'handle', attributes: { ApproximateReceiveCount: 1 } }],
    });
  });

  test('is not what S3 or SNS send', () => {
    expect(QueueBatch.safeParse({ Records: [{ ...messageOf('m-1', ''), eventSource: 'aws:s3' }] }).success).toBe(false);
  });

  test('is answered with the messages the queue keeps, in the words of Lambda', () => {
    expect(keepOnQueue([{ messageId: 'm-2' }])).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-2' }] });
  });
});

function messageOf(messageId: string, body: string) {
  return { messageId, eventSource: 'aws:sqs' as const, body };
}
