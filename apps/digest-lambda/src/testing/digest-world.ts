import { type DigestNotifier, type DigestStore, type WindowDigest } from '@trailbell/alerting';
import { type MemoryStores } from '@trailbell/alert-store/memory';
import { type BatchAnswer, type QueueMessage } from '@trailbell/lambda-kit';
import { type Call, type FaultAt, faultyProcesses } from '@trailbell/lambda-kit/testing/faulty-processes';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { workOffBatch } from '../digest-batch.ts';
import { alertOf, storeAlertsIn } from './examples.ts';

const LEASE_MS = 125_000;
const VISIBILITY_MS = 900_000;

/** A digest queue, Slack, and lambdas that die or are let down where `faultAt` says. */
export interface DigestWorld {
  readonly calls: readonly string[];
  /** Every digest that was posted, in order. */
  readonly posts: readonly WindowDigest[];
  /** Ids of digests that were posted by a process that did not get to store it, once for each such post. */
  readonly inDoubt: readonly string[];
  /** Invokes the lambda with each batch, all at once; then lets the visibility timeout pass. Answers the messages that are done. */
  deliver(...batches: readonly (readonly QueueMessage[])[]): Promise<ReadonlySet<QueueMessage>>;
}

export function digestWorld(openStores: (now: () => number) => MemoryStores, faultAt: FaultAt): DigestWorld {
  let now = Date.parse('2026-01-01T09:00:00Z');
  const stores = openStores(() => now);
  const { calls, inProcess } = faultyProcesses(faultAt);
  const posts: WindowDigest[] = [];
  const inDoubt: string[] = [];

  async function invoke(messages: readonly QueueMessage[]): Promise<readonly QueueMessage[]> {
    const unstored = new Set<string>();
    const answer = await inProcess((call) =>
      workOffBatch(messages, {
        evaluate: ({ detail }) => ({ alerts: [alertOf(String(detail.eventID))], candidates: [], failures: [] }),
        suppress: () => undefined,
        alerts: {
          ...stores.alerts,
          decide: (alert, route) => call(`decide ${alert.eventKey}`, () => stores.alerts.decide(alert, route)),
        },
        store: storeThrough(call, stores.digest, unstored),
        notifier: slackThrough(call, posts, unstored),
        settings: { emptyWindow: 'line' },
        now: () => now,
        leaseMs: LEASE_MS,
        telemetry: recordedTelemetry(),
      }),
    );
    inDoubt.push(...unstored);
    return answer === 'died' ? [] : doneBy(answer, messages);
  }

  return {
    calls,
    posts,
    inDoubt,
    deliver: async (...batches) => {
      await storeAlertsIn(batches.flat(), stores.alerts);
      const done = await Promise.all(batches.map(invoke));
      now += VISIBILITY_MS;
      return new Set(done.flat());
    },
  };
}

function doneBy({ batchItemFailures }: BatchAnswer, messages: readonly QueueMessage[]): readonly QueueMessage[] {
  const kept = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  return messages.filter(({ messageId }) => !kept.has(messageId));
}

function slackThrough(call: Call, posts: WindowDigest[], unstored: Set<string>): DigestNotifier {
  return {
    tellDigest: (digest) =>
      call('slack.tellDigest', () => {
        unstored.add(digest.id);
        return Promise.resolve(`C1/${posts.push(digest)}`);
      }),
    repliesTo: () =>
      [true, false].map((optional) => ({
        what: optional ? 'chart' : 'details',
        optional,
        post: () => call(`slack.reply`, () => Promise.resolve()),
      })),
  };
}

function storeThrough(call: Call, store: DigestStore, unstored: Set<string>): DigestStore {
  return {
    add: (entries) => call('add', () => store.add(entries)),
    hold: (leaseUntil) => call('hold', () => store.hold(leaseUntil)),
    save: (window, leaseUntil) =>
      call('save', async () => {
        await store.save(window, leaseUntil);
        if (window.frozen === undefined || window.frozen.receipt !== undefined) {
          unstored.clear();
        }
      }),
    release: (leaseUntil) => call('release', () => store.release(leaseUntil)),
    untold: (most) => call('untold', () => store.untold(most)),
    writeMembers: (id, entries) => call('writeMembers', () => store.writeMembers(id, entries)),
    readMembers: (digest) => call('readMembers', () => store.readMembers(digest)),
    settle: (entries, receipt) => call('settle', () => store.settle(entries, receipt)),
  };
}
