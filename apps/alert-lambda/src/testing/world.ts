import { type AlertStore, type DetectionState, type Notifier, type QueuedRetry } from '@trailbell/alerting';
import { memoryAlertStore, memoryDetectionState } from '@trailbell/alert-store';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Alert, type Candidate } from '@trailbell/detections';
import { type QueueMessage } from '@trailbell/lambda-kit';
import {
  type Call,
  type FaultAt,
  type Schedule,
  faultyProcesses,
} from '@trailbell/lambda-kit/testing/faulty-processes';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { deliveriesByRoute } from '../deliveries-by-route.ts';
import { deliveryThrough, deliveryToDigest } from '../delivery.ts';
import { raiseAlerts } from '../raise-alerts.ts';
import { retryDeliveries } from '../retry-deliveries.ts';
import { ROUTING } from './examples.ts';

const LEASE_MS = 35_000;
const RETRY_DELAY_MS = 60_000;
const VISIBILITY_MS = 346_000;
const LAMBDA_RETRIES_AFTER_MS = [60_000, 120_000];

interface Circumstances {
  readonly alerts: readonly Alert[];
  readonly candidates?: readonly Candidate[];
  readonly faultAt?: FaultAt;
  readonly schedule?: Schedule;
}

/** Everything around alert-lambda that outlives its processes: the table, people, queues, Lambda itself, and the clock. */
export interface World {
  /** All calls that processes made, in order: `claim slack cloudtrail-stopped`. */
  readonly calls: readonly string[];
  /** Who was told what, in order: `slack cloudtrail-stopped`. */
  readonly told: readonly string[];
  /** What was told by a process that did not mark it. Only of these may a telling be doubled, and each only once. */
  readonly inDoubt: readonly string[];
  readonly handedToDigest: readonly string[];
  readonly deadLetters: readonly EventEnvelope[];
  /** As EventBridge does: asynchronously, tried again twice when it fails or dies, then the dead-letter queue. */
  invoke(event: EventEnvelope): Promise<void>;
  /** Lets time go by until nothing waits on the retry queue. */
  drainRetries(): Promise<void>;
}

export function worldWith({ alerts, candidates = [], faultAt = () => undefined, schedule }: Circumstances): World {
  let now = Date.parse('2026-01-01T09:00:10Z');
  let sent = 0;
  let retries: { readonly messageId: string; readonly body: string; readonly visibleAt: number }[] = [];
  const told: string[] = [];
  const inDoubt: string[] = [];
  const handedToDigest: string[] = [];
  const deadLetters: EventEnvelope[] = [];
  const { calls, inProcess } = faultyProcesses(faultAt, schedule);
  const table = memoryAlertStore({ now: () => now });
  const documents = memoryDetectionState();

  /** What a process holds, each call to the world outside through `call`. */
  function processWith(call: Call, unmarked: Set<string>) {
    const notifier = (id: string): Notifier => ({
      id,
      tell: ({ detectionId }) =>
        call(`${id}.tell ${detectionId}`, () => {
          unmarked.add(`${id} ${detectionId}`);
          return Promise.resolve(`${id}/${told.push(`${id} ${detectionId}`)}`);
        }),
    });
    const store: AlertStore = {
      decide: (alert, route) => call(`decide ${alert.detectionId}`, () => table.decide(alert, route)),
      find: (key) => call(`find ${key.detectionId}`, () => table.find(key)),
      claim: (key, until) => call(`claim ${key.notifier} ${key.detectionId}`, () => table.claim(key, until)),
      release: (key, until) => call(`release ${key.notifier} ${key.detectionId}`, () => table.release(key, until)),
      markTold: (key, receipt) =>
        call(`mark ${key.notifier} ${key.detectionId}`, async () => {
          await table.markTold(key, receipt);
          unmarked.delete(`${key.notifier} ${key.detectionId}`);
        }),
    };
    const state: DetectionState = {
      read: (key) => call(`read ${key.detectionId}`, () => documents.read(key)),
      write: (key, writing) => call(`write ${key.detectionId}`, () => documents.write(key, writing)),
    };
    const deliveries = {
      slack: deliveryThrough(notifier('slack')),
      email: deliveryThrough(notifier('email')),
      digest: deliveryToDigest(({ detectionId }) =>
        call(`digest.send ${detectionId}`, () => Promise.resolve(`message-${handedToDigest.push(detectionId)}`)),
      ),
    };
    return {
      deliveries,
      routing: ROUTING,
      telemetry: recordedTelemetry(),
      teller: { app: 'alert-lambda', store, now: () => now, leaseMs: LEASE_MS },
      evaluate: () => ({ alerts, candidates, failures: [] }),
      state,
      putOff: (retry: QueuedRetry, waitMs: number) =>
        call(`putOff ${retry.detectionId}`, () => {
          const visibleAt = now + Math.max(RETRY_DELAY_MS, waitMs);
          retries.push({ messageId: `m-${++sent}`, body: JSON.stringify(retry), visibleAt });
          return Promise.resolve();
        }),
    };
  }

  /** Whether the invocation succeeded. */
  async function raise(event: EventEnvelope): Promise<boolean> {
    const unmarked = new Set<string>();
    const result = await inProcess((call) => {
      const process = processWith(call, unmarked);
      return raiseAlerts(event, { ...process, deliveries: deliveriesByRoute(process.deliveries, ROUTING) }).then(
        () => 'succeeded' as const,
        () => 'failed' as const,
      );
    });
    inDoubt.push(...unmarked);
    return result === 'succeeded';
  }

  async function receive(): Promise<void> {
    const batch = retries.filter(({ visibleAt }) => visibleAt <= now).slice(0, 10);
    const messages = batch.map(({ messageId, body }): QueueMessage => ({ messageId, body, eventSource: 'aws:sqs' }));
    const unmarked = new Set<string>();
    const answer = await inProcess((call) => {
      const process = processWith(call, unmarked);
      return retryDeliveries(messages, { ...process, deliveries: Object.values(process.deliveries) });
    });
    inDoubt.push(...unmarked);
    const kept =
      answer === 'died'
        ? messages
        : answer.batchItemFailures.map(({ itemIdentifier }) => ({ messageId: itemIdentifier }));
    retries = retries.flatMap((message) => {
      if (!batch.includes(message)) {
        return [message];
      }
      const isKept = kept.some(({ messageId }) => messageId === message.messageId);
      return isKept ? [{ ...message, visibleAt: now + VISIBILITY_MS }] : [];
    });
  }

  return {
    calls,
    told,
    inDoubt,
    handedToDigest,
    deadLetters,
    invoke: async (event) => {
      for (const waitMs of [0, ...LAMBDA_RETRIES_AFTER_MS]) {
        now += waitMs;
        if (await raise(event)) {
          return;
        }
      }
      deadLetters.push(event);
    },
    drainRetries: async () => {
      while (retries.length > 0) {
        now = Math.max(now, Math.min(...retries.map(({ visibleAt }) => visibleAt)));
        await receive();
      }
    },
  };
}
