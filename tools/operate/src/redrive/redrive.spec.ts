import { describe, expect, test } from '@jest/globals';
import { readLetter } from './letter.ts';
import { type LetterBox, type ReceivedLetter, listLetters, sendLetters } from './redrive.ts';

const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:trailbell-alert-lambda-retry';
const LAMBDA = 'arn:aws:lambda:eu-central-1:111122223333:function:trailbell-alert-lambda';
const EVENT = {
  id: 'delivery-1',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: { eventID: 'event-1', eventName: 'StopLogging' },
};
const ERRAND = {
  kind: 'retry',
  version: 1,
  eventKey: 'event-1',
  detectionId: 'cloudtrail-stopped',
  notifiers: ['slack'],
};
const WHEREABOUTS = { source: QUEUE, behindHub: [LAMBDA] };

describe('a dead letter', () => {
  test('of a work queue goes back to that queue as it is', () => {
    const body = JSON.stringify(ERRAND);

    expect(readLetter({ body, attributes: {} }, WHEREABOUTS)).toEqual({
      about: 'retry cloudtrail-stopped of event event-1',
      why: 'its lambda gave it back until its time was over; the log of the lambda says why',
      sends: [{ to: QUEUE, payload: body }],
    });
  });

  test('of a lambda is taken out of its envelope, and goes to that lambda', () => {
    const body = JSON.stringify({
      version: '1.0',
      requestContext: { functionArn: `${LAMBDA}:$LATEST`, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: EVENT,
      responsePayload: { errorType: 'AlertsNotRaisedError', errorMessage: '1 of 1 alerts of event event-1' },
    });

    expect(readLetter({ body, attributes: {} }, { ...WHEREABOUTS, source: undefined })).toEqual({
      about: 'StopLogging of event event-1',
      why: 'the lambda gave it up (RetriesExhausted): AlertsNotRaisedError 1 of 1 alerts of event event-1',
      sends: [{ to: LAMBDA, payload: JSON.stringify(EVENT) }],
    });
  });

  test.each([
    ['a lambda', LAMBDA, [LAMBDA]],
    ['a queue', QUEUE, [QUEUE]],
    [
      'the hub bus, which takes no event of AWS from us',
      'arn:aws:events:eu-central-1:111122223333:event-bus/trailbell-hub',
      [LAMBDA],
    ],
    ['a topic, which has words and no event', 'arn:aws:sns:eu-central-1:111122223333:trailbell-tampering', []],
  ])('of a rule goes to its target: %s', (_, target, recipients) => {
    const attributes = { TARGET_ARN: target, ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'not authorized' };

    const { why, sends } = readLetter({ body: JSON.stringify(EVENT), attributes }, WHEREABOUTS);

    expect(why).toBe('EventBridge could not hand it over: NO_PERMISSIONS, not authorized');
    expect(sends).toEqual(recipients.map((to) => ({ to, payload: JSON.stringify(EVENT) })));
  });

  test('that cannot be read says so, and goes back to its queue all the same', () => {
    expect(readLetter({ body: '{', attributes: {} }, WHEREABOUTS)).toMatchObject({
      about: 'something that is none of ours',
      sends: [{ to: QUEUE, payload: '{' }],
    });
  });
});

describe('a dead-letter queue', () => {
  test('is listed and left as it is', async () => {
    const { box, lying, said, say } = boxWith('one', 'two');

    expect(await listLetters(box, { say })).toEqual({ letters: 2, sent: 0, left: 0 });

    expect(lying()).toEqual(['one', 'two']);
    expect(said.join('\n')).toContain('first sent 2026-10-13T07:00:00.000Z');
  });

  test('is emptied, each letter when it was sent', async () => {
    const sent: string[] = [];
    const { box, lying, say } = boxWith(...Array.from({ length: 25 }, (_, i) => `letter ${i}`));

    const tally = await sendLetters(box, { say, send: ({ payload }) => Promise.resolve(void sent.push(payload)) });

    expect(tally).toEqual({ letters: 25, sent: 25, left: 0 });
    expect([sent.length, lying()]).toEqual([25, []]);
  });

  test('keeps the letter that could not be sent, and sends the others', async () => {
    const { box, lying, said, say } = boxWith('one', 'two', 'three');

    const tally = await sendLetters(box, {
      say,
      send: ({ payload }) =>
        payload === 'two' ? Promise.reject(new Error('the queue is throttled')) : Promise.resolve(),
    });

    expect(tally).toEqual({ letters: 3, sent: 2, left: 1 });
    expect(lying()).toEqual(['two']);
    expect(said.join('\n')).toContain('left: it could not be sent');
  });

  test('keeps a letter that was sent and could not be removed: it may come twice, and is not lost', async () => {
    const sent: string[] = [];
    const { box, lying, said, say } = boxWith('one');
    const send = ({ payload }: { readonly payload: string }) => Promise.resolve(void sent.push(payload));

    const first = await sendLetters({ ...box, remove: () => Promise.reject(new Error('cut')) }, { say, send });
    box.wake();
    const second = await sendLetters(box, { say, send });

    expect([first, second]).toEqual([
      { letters: 1, sent: 0, left: 1 },
      { letters: 1, sent: 1, left: 0 },
    ]);
    expect([sent, lying()]).toEqual([['one', 'one'], []]);
    expect(said.join('\n')).toContain('it may be sent once more. Nobody is told twice');
  });

  test('is gone through once, though its first letters come into sight again before the last was seen', async () => {
    const { box, said, say } = boxWith(...Array.from({ length: 25 }, (_, i) => `letter ${i}`));
    const received = new Set<string>();
    // All are in sight again before each receive; SQS hands out first what it handed out least.
    const slow = {
      ...box,
      receive: async () => {
        box.wake();
        const letters = [...(await box.receive()), ...(await box.receive()), ...(await box.receive())];
        const ten = letters.toSorted((a, b) => Number(received.has(a.id)) - Number(received.has(b.id))).slice(0, 10);
        ten.forEach(({ id }) => received.add(id));
        return ten;
      },
    };

    expect(await listLetters(slow, { say })).toMatchObject({ letters: 25 });
    expect(said).toHaveLength(25);
  });

  test('keeps what belongs nowhere, and says so', async () => {
    const { box, lying, said, say } = boxWith('one');

    const tally = await sendLetters({ ...box, source: undefined }, { say, send: () => Promise.resolve() });

    expect([tally.left, lying()]).toEqual([1, ['one']]);
    expect(said.join('\n')).toContain('nothing says where it belongs');
  });

  test('prints no control character of a letter', async () => {
    const { box, said, say } = boxWith(JSON.stringify({ kind: '\u001b[2J', eventKey: 'event-1' }));

    await listLetters(box, { say });

    expect(said.join('')).not.toContain('\u001b');
  });
});

/** A queue that hides what it hands out, as SQS does, until it is released or time passes. */
function boxWith(...bodies: readonly string[]) {
  const letters = new Map(bodies.map((body, index) => [`m-${index}`, { body, hidden: false }]));
  const said: string[] = [];
  const received = (id: string, body: string): ReceivedLetter => ({
    ...{ id, body, handle: id, attributes: {} },
    sentAt: Date.parse('2026-10-13T07:00:00Z'),
  });
  const box: LetterBox & { wake(): void } = {
    name: 'eu-central-1 trailbell-example-dead-letters',
    ...WHEREABOUTS,
    receive: () => {
      const visible = [...letters].filter(([, { hidden }]) => !hidden).slice(0, 10);
      visible.forEach(([, letter]) => (letter.hidden = true));
      return Promise.resolve(visible.map(([id, { body }]) => received(id, body)));
    },
    release: ({ id }) => Promise.resolve(void (letters.get(id)!.hidden = false)),
    remove: ({ id }) => Promise.resolve(void letters.delete(id)),
    wake: () => {
      letters.forEach((letter) => (letter.hidden = false));
    },
  };
  return {
    box,
    said,
    say: (line: string) => void said.push(line),
    lying: () => [...letters.values()].map(({ body }) => body),
  };
}
