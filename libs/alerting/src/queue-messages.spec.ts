import { describe, expect, test } from '@jest/globals';
import { QueuedAlert, QueuedRetry, queuedAlertOf, queuedRetryOf } from './queue-messages.ts';
import { alertOf } from './testing/alert-of.ts';

const key = { eventKey: 'e1', detectionId: 'cloudtrail-stopped' };
const overTheQueue = (message: unknown): unknown => JSON.parse(JSON.stringify(message));

describe('messages', () => {
  test('come back from the queue as they were sent', () => {
    expect(QueuedAlert.parse(overTheQueue(queuedAlertOf(alertOf())))).toEqual(queuedAlertOf(alertOf()));
    expect(QueuedRetry.parse(overTheQueue(queuedRetryOf(key, ['slack', 'email'])))).toEqual({
      kind: 'retry',
      version: 1,
      ...key,
      notifiers: ['slack', 'email'],
    });
  });

  test('of a later version that only says more are read after a rollback', () => {
    const later = { ...queuedRetryOf(key, ['slack']), attempt: 2 };

    expect(QueuedRetry.parse(later)).toEqual(queuedRetryOf(key, ['slack']));
  });

  test('of a version that means something else are refused', () => {
    expect(QueuedRetry.safeParse({ ...queuedRetryOf(key, ['slack']), version: 2 }).success).toBe(false);
  });

  test('that ask nobody to tell are refused', () => {
    expect(QueuedRetry.safeParse({ ...queuedRetryOf(key, ['slack']), notifiers: [] }).success).toBe(false);
  });

  test('of one kind are not taken for the other', () => {
    expect(QueuedAlert.safeParse(queuedRetryOf(key, ['slack'])).success).toBe(false);
    expect(QueuedRetry.safeParse(queuedAlertOf(alertOf())).success).toBe(false);
  });
});
