import { describe, expect, test } from '@jest/globals';
import { StoreUnavailableError } from './alert-store.ts';
import { type Notifier, NotToldError } from './notifier.ts';
import { tellAlert } from './tell-alert.ts';
import { alertOf } from './testing/alert-of.ts';
import { type Calls, tellerWith } from './testing/telling-of.ts';

const stored = { alert: alertOf({ eventKey: 'e1' }), route: 'page' } as const;
const KEY = 'e1/cloudtrail-stopped/alert-lambda/slack';

const notifier = (tell: Notifier['tell']): Notifier => ({ id: 'slack', tell });
const succeeding = notifier(() => Promise.resolve('C1/2'));

describe('telling an alert', () => {
  test('claims, tells and marks, in this order', async () => {
    const calls: Calls = [];
    const telling = await tellAlert(
      stored,
      notifier((alert, route) => {
        calls.push(`tell ${alert.summary} on ${route}`);
        return Promise.resolve('C1/2');
      }),
      tellerWith(calls),
    );

    expect(telling).toEqual({ kind: 'told', receipt: 'C1/2' });
    expect(calls).toEqual([
      `claim ${KEY} +30000`,
      'tell ana (IAM user) stopped the trail main on page',
      `markTold ${KEY} C1/2`,
    ]);
  });

  test.each([
    ['told', 'already-told'],
    ['held', 'held'],
  ] as const)('tells nobody when the alert is %s', async (claim, kind) => {
    const calls: Calls = [];
    const teller = tellerWith(calls, { claim: () => Promise.resolve(claim) });

    expect(await tellAlert(stored, succeeding, teller)).toEqual({ kind });
    expect(calls).toEqual([`claim ${KEY} +30000`]);
  });

  test('tells nobody when the claim cannot be asked for', async () => {
    const calls: Calls = [];
    const error = new StoreUnavailableError('throttled');
    const teller = tellerWith(calls, { claim: () => Promise.reject(error) });

    expect(await tellAlert(stored, succeeding, teller)).toEqual({ kind: 'failed', error });
    expect(calls).toEqual([`claim ${KEY} +30000`]);
  });

  test('gives the claim back when the notifier fails, and passes on how long to wait', async () => {
    const calls: Calls = [];
    const error = new NotToldError('Slack answered 429 Too Many Requests', {
      kind: 'rate-limited',
      retryAfterMs: 7_000,
    });
    const telling = await tellAlert(
      stored,
      notifier(() => Promise.reject(error)),
      tellerWith(calls),
    );

    expect(telling).toEqual({ kind: 'failed', error, retryAfterMs: 7_000 });
    expect(calls).toEqual([`claim ${KEY} +30000`, `release ${KEY} +30000`]);
  });

  test('says both what failed and that the claim stays until its lease ends', async () => {
    const telling = await tellAlert(
      stored,
      notifier(() => Promise.reject(new NotToldError('invalid_auth', { kind: 'misconfigured', retryAfterMs: 5 }))),
      tellerWith([], { release: () => Promise.reject(new StoreUnavailableError('throttled')) }),
    );

    expect(telling).toMatchObject({
      kind: 'failed',
      retryAfterMs: 5,
      error: { message: 'invalid_auth (and the claim could not be given back)', kind: 'misconfigured' },
    });
  });

  test('was told is told, also when the store cannot be told so: a retry would tell twice', async () => {
    const calls: Calls = [];
    const unmarked = new StoreUnavailableError('throttled');
    const teller = tellerWith(calls, { markTold: () => Promise.reject(unmarked) });

    expect(await tellAlert(stored, succeeding, teller)).toEqual({ kind: 'told', receipt: 'C1/2', unmarked });
    expect(calls).toEqual([`claim ${KEY} +30000`, `markTold ${KEY} C1/2`]);
  });

  test('a notifier that throws at once is one that failed', async () => {
    const error = new TypeError('a bug');
    const telling = await tellAlert(
      stored,
      notifier(() => {
        throw error;
      }),
      tellerWith([]),
    );

    expect(telling).toEqual({ kind: 'failed', error });
  });
});
