import { describe, expect, test } from '@jest/globals';
import { type Claim, StoreUnavailableError } from './alert-store.ts';
import { type Digest } from './digest.ts';
import { type DigestNotifier, NotToldError } from './notifier.ts';
import { tellDigest } from './tell-digest.ts';
import { alertOf } from './testing/alert-of.ts';
import { type Calls, tellerWith } from './testing/telling-of.ts';

const [one, two, three] = ['e1', 'e2', 'e3'].map((eventKey) => alertOf({ eventKey, summary: `line ${eventKey}` })) as [
  ReturnType<typeof alertOf>,
  ReturnType<typeof alertOf>,
  ReturnType<typeof alertOf>,
];

function recordingNotifier(digests: Digest[]): DigestNotifier {
  return {
    id: 'digest',
    tellDigest: (digest) => {
      digests.push(digest);
      return Promise.resolve('C1/2');
    },
  };
}

describe('telling a digest', () => {
  test('is one post for all lines, each marked told', async () => {
    const calls: Calls = [];
    const digests: Digest[] = [];
    const tellings = await tellDigest([one, two], recordingNotifier(digests), tellerWith(calls));

    expect(tellings).toEqual([
      { kind: 'told', receipt: 'C1/2' },
      { kind: 'told', receipt: 'C1/2' },
    ]);
    expect(digests.map(({ total }) => total)).toEqual([2]);
    expect(calls.filter((call) => call.startsWith('markTold'))).toEqual([
      'markTold e1/cloudtrail-stopped/alert-lambda/digest C1/2',
      'markTold e2/cloudtrail-stopped/alert-lambda/digest C1/2',
    ]);
  });

  test('leaves out what was told before and what another tells now', async () => {
    const claims: Readonly<Record<string, Claim>> = { e1: 'told', e2: 'held' };
    const digests: Digest[] = [];
    const tellings = await tellDigest(
      [one, two, three],
      recordingNotifier(digests),
      tellerWith([], { claim: ({ eventKey }) => Promise.resolve(claims[eventKey] ?? 'claimed') }),
    );

    expect(tellings.map(({ kind }) => kind)).toEqual(['already-told', 'held', 'told']);
    expect(digests.map(({ lines }) => lines.map(({ alert }) => alert.summary))).toEqual([['line e3']]);
  });

  test('posts nothing when nothing is left to tell', async () => {
    const digests: Digest[] = [];
    const teller = tellerWith([], { claim: () => Promise.resolve('told') });

    expect(await tellDigest([one], recordingNotifier(digests), teller)).toEqual([{ kind: 'already-told' }]);
    expect(await tellDigest([], recordingNotifier(digests), teller)).toEqual([]);
    expect(digests).toEqual([]);
  });

  test('tells an alert that is given twice once, and answers for both', async () => {
    const digests: Digest[] = [];
    const tellings = await tellDigest([one, one], recordingNotifier(digests), tellerWith([]));

    expect(tellings.map(({ kind }) => kind)).toEqual(['told', 'told']);
    expect(digests.map(({ total }) => total)).toEqual([1]);
  });

  test('a line whose claim cannot be asked for waits for the next digest', async () => {
    const digests: Digest[] = [];
    const error = new StoreUnavailableError('throttled');
    const tellings = await tellDigest(
      [one, two],
      recordingNotifier(digests),
      tellerWith([], {
        claim: ({ eventKey }) => (eventKey === 'e1' ? Promise.reject(error) : Promise.resolve('claimed')),
      }),
    );

    expect(tellings).toEqual([
      { kind: 'failed', error },
      { kind: 'told', receipt: 'C1/2' },
    ]);
    expect(digests.map(({ total }) => total)).toEqual([1]);
  });

  test('when the post fails every line is given back', async () => {
    const calls: Calls = [];
    const error = new NotToldError('Slack answered 503 Service Unavailable', { retryAfterMs: 3_000 });
    const tellings = await tellDigest(
      [one, two],
      { id: 'digest', tellDigest: () => Promise.reject(error) },
      tellerWith(calls),
    );

    expect(tellings).toEqual([
      { kind: 'failed', error, retryAfterMs: 3_000 },
      { kind: 'failed', error, retryAfterMs: 3_000 },
    ]);
    expect(calls.filter((call) => call.startsWith('release'))).toHaveLength(2);
  });
});
