import {
  type AlertKey,
  type AlertStore,
  type DetectionState,
  type IncidentStore,
  type Errand,
  type Notifier,
  type StormStore,
} from '@trailbell/alerting';
import {
  memoryAlertStore,
  memoryDetectionState,
  memoryIncidentStore,
  memoryStormStore,
} from '@trailbell/alert-store/memory';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { type Alert, type Candidate } from '@trailbell/detections';
import { type QueueMessage } from '@trailbell/lambda-kit';
import {
  type Call,
  type FaultAt,
  type Schedule,
  faultyProcesses,
} from '@trailbell/lambda-kit/testing/faulty-processes';
import { recordedTelemetry } from '@trailbell/lambda-kit/testing/recorded-telemetry';
import { deliveriesFor } from '../deliveries-for.ts';
import { deliveryThrough, deliveryToDigest, deliveryToHubBus } from '../delivery.ts';
import { raiseAlerts } from '../raise-alerts.ts';
import { retryDeliveries } from '../retry-deliveries.ts';
import { ROUTING } from './examples.ts';

const LEASE_MS = 35_000;
const VISIBILITY_MS = 600_000;
const LAMBDA_RETRIES_AFTER_MS = [60_000, 120_000];

/** Four days in the cloud. What was not done after some hours here will never be. */
const GIVE_UP_MS = 6 * 3_600_000;

interface Waiting {
  readonly messageId: string;
  readonly body: string;
  readonly sentAt: number;
  readonly visibleAt: number;
}

interface Circumstances {
  readonly alerts: readonly Alert[];
  readonly candidates?: readonly Candidate[];
  /** New incidents of a minute that are told one by one. */
  readonly perMinute?: number;
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
  /** What was put on the hub bus, in order: `hub-bus cloudtrail-stopped`. */
  readonly onBus: readonly string[];
  readonly deadLetters: readonly EventEnvelope[];
  /** Errands of the retry queue that waited for too long. */
  readonly givenUp: readonly string[];
  /** By receipt of the root: how many alerts it was last drawn with. */
  readonly roots: ReadonlyMap<string, number>;
  /** By receipt: how a storm was last drawn, `5 lasting`. */
  readonly storms: ReadonlyMap<string, string>;
  /** As EventBridge does: asynchronously, tried again twice when it fails or dies, then the dead-letter queue. */
  invoke(event: EventEnvelope): Promise<void>;
  /** Lets time go by until nothing waits on the retry queue. */
  drainRetries(): Promise<void>;
}

export function worldWith({
  alerts,
  candidates = [],
  perMinute,
  faultAt = () => undefined,
  schedule,
}: Circumstances): World {
  let now = Date.parse('2026-01-01T09:00:10Z');
  let sent = 0;
  let retries: Waiting[] = [];
  const told: string[] = [];
  const inDoubt: string[] = [];
  const handedToDigest: string[] = [];
  const onBus: string[] = [];
  const deadLetters: EventEnvelope[] = [];
  const givenUp: string[] = [];
  const isTooOld = ({ sentAt }: Waiting) => now - sentAt > GIVE_UP_MS;
  const roots = new Map<string, number>();
  const drawnStorms = new Map<string, string>();
  const { calls, inProcess } = faultyProcesses(faultAt, schedule);
  const table = memoryAlertStore({ now: () => now });
  const documents = memoryDetectionState();
  const stormTable = memoryStormStore({ now: () => now, perMinute });
  const incidentTable = memoryIncidentStore({ now: () => now, storms: stormTable });

  /** What a process holds, each call to the world outside through `call`. */
  function processWith(call: Call, unmarked: Set<string>) {
    const telling = (id: string, act: string, { eventKey, detectionId }: AlertKey) =>
      call(`${id}.${act} ${detectionId}`, () => {
        unmarked.add(JSON.stringify([id, eventKey, detectionId]));
        const heard = id === 'hub-bus' ? onBus : told;
        return Promise.resolve(`${id}/${heard.push(`${id} ${act === 'tell' ? detectionId : `${act} ${eventKey}`}`)}`);
      });
    const email: Notifier = { id: 'email', tell: (alert) => telling('email', 'tell', alert) };
    const slack: Notifier = {
      id: 'slack',
      tell: (alert) => telling('slack', 'tell', alert),
      thread: {
        reply: (_root, alert) => telling('slack', 'reply', alert),
        redraw: (root, { detectionId }, { state: { count } }) =>
          call(`slack.redraw ${detectionId}`, () => Promise.resolve(void roots.set(root, count))),
      },
      storm: {
        begin: ({ count }) =>
          call('slack.storm', () => {
            unmarked.add(JSON.stringify(['slack storm']));
            const receipt = `slack/${told.push('slack storm')}`;
            drawnStorms.set(receipt, `${count} lasting`);
            return Promise.resolve(receipt);
          }),
        redraw: (root, { count }, phase) =>
          call('slack.redraw storm', () => Promise.resolve(void drawnStorms.set(root, `${count} ${phase}`))),
        end: () =>
          call('slack.calm', () => {
            unmarked.add(JSON.stringify(['slack calm']));
            return Promise.resolve(`slack/${told.push('slack calm')}`);
          }),
      },
    };
    const store: AlertStore = {
      decide: (alert, route, placement) =>
        call(`decide ${alert.detectionId}`, () => table.decide(alert, route, placement)),
      find: (key) => call(`find ${key.detectionId}`, () => table.find(key)),
      receiptOf: (key) => call(`receipt ${key.notifier} ${key.detectionId}`, () => table.receiptOf(key)),
      claim: (key, until) => call(`claim ${key.notifier} ${key.detectionId}`, () => table.claim(key, until)),
      release: (key, until) => call(`release ${key.notifier} ${key.detectionId}`, () => table.release(key, until)),
      markTold: (key, receipt) =>
        call(`mark ${key.notifier} ${key.detectionId}`, async () => {
          await table.markTold(key, receipt);
          unmarked.delete(JSON.stringify([key.notifier, key.eventKey, key.detectionId]));
        }),
    };
    const state: DetectionState = {
      read: (key) => call(`read ${key.detectionId}`, () => documents.read(key)),
      write: (key, writing) => call(`write ${key.detectionId}`, () => documents.write(key, writing)),
    };
    const incidents: IncidentStore = {
      place: (alert, route) => call(`place ${alert.detectionId}`, () => incidentTable.place(alert, route)),
      join: (incident, alert) => call(`join ${alert.detectionId}`, () => incidentTable.join(incident, alert)),
      takeRoot: (incident, alert) => call(`take root ${alert.eventKey}`, () => incidentTable.takeRoot(incident, alert)),
      claimRedraw: (incident, alert, staleMs) =>
        call(`claim redraw ${alert.detectionId}`, () => incidentTable.claimRedraw(incident, alert, staleMs)),
      beginRedraw: (incident) =>
        call(`begin redraw ${incident.detectionId}`, () => incidentTable.beginRedraw(incident)),
      markDrawn: (incident, by, revision) =>
        call(`mark drawn ${by} ${incident.detectionId}`, () => incidentTable.markDrawn(incident, by, revision)),
    };
    const storms: StormStore = {
      admit: (alert, route) => stormTable.admit(alert, route),
      fold: (storm, incident) => call(`fold ${incident.eventKey}`, () => stormTable.fold(storm, incident)),
      claimTelling: (storm, by, staleMs) =>
        call('claim storm errand', () => stormTable.claimTelling(storm, by, staleMs)),
      beginTelling: (storm) => call('begin storm', () => stormTable.beginTelling(storm)),
      stateOf: (storm, route) => call('state of storm', () => stormTable.stateOf(storm, route)),
      receiptOf: (key) => call(`receipt of storm ${key.notifier}`, () => stormTable.receiptOf(key)),
      claim: (key, until) => call(`claim storm ${key.notifier}`, () => stormTable.claim(key, until)),
      release: (key, until) => call(`release storm ${key.notifier}`, () => stormTable.release(key, until)),
      markTold: (key, receipt) =>
        call(`mark storm ${key.notifier}`, async () => {
          await stormTable.markTold(key, receipt);
          unmarked.delete(JSON.stringify([key.notifier === 'slack' ? 'slack storm' : 'slack calm']));
        }),
    };
    const deliveries = {
      slack: deliveryThrough(slack),
      email: deliveryThrough(email),
      digest: deliveryToDigest(({ kind, alert: { detectionId, eventKey } }) =>
        call(`digest.send ${detectionId}`, () =>
          Promise.resolve(`message-${handedToDigest.push(`${kind} ${detectionId} ${eventKey}`)}`),
        ),
      ),
      hubBus: deliveryToHubBus(({ alert }) => telling('hub-bus', 'tell', alert)),
    };
    return {
      deliveries,
      incidents,
      storms,
      notifiers: [slack, email],
      notifiersOn: () => [slack, email],
      spaceOut: () => Promise.resolve(), // the queue's own visibility timeout will do here
      routing: ROUTING,
      suppress: () => undefined,
      telemetry: recordedTelemetry(),
      teller: { app: 'alert-lambda', store, now: () => now, leaseMs: LEASE_MS },
      evaluate: (event: EventEnvelope) => ({
        alerts: alerts.filter(({ eventKey }) => eventKey === eventKeyOf(event)),
        candidates,
        failures: [],
      }),
      state,
      putOff: (errand: Errand, waitMs: number) =>
        call(`putOff ${errand.kind} ${'storm' in errand ? errand.storm : errand.detectionId}`, () => {
          retries.push({
            messageId: `m-${++sent}`,
            body: JSON.stringify(errand),
            visibleAt: now + waitMs,
            sentAt: now,
          });
          return Promise.resolve();
        }),
    };
  }

  /** Whether the invocation succeeded. */
  async function raise(event: EventEnvelope): Promise<boolean> {
    const unmarked = new Set<string>();
    const result = await inProcess((call) => {
      const process = processWith(call, unmarked);
      return raiseAlerts(event, {
        ...process,
        deliveriesFor: deliveriesFor(process.deliveries, ROUTING, process.telemetry.log),
      }).then(
        () => 'succeeded' as const,
        () => 'failed' as const,
      );
    });
    inDoubt.push(...[...unmarked].map(inDoubtName));
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
    inDoubt.push(...[...unmarked].map(inDoubtName));
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
    onBus,
    deadLetters,
    givenUp,
    roots,
    storms: drawnStorms,
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
        givenUp.push(...retries.filter(isTooOld).map(({ body }) => body));
        retries = retries.filter((message) => !isTooOld(message));
        await receive();
      }
    },
  };
}

function inDoubtName(unmarked: string): string {
  const [notifier, , detectionId] = JSON.parse(unmarked) as [string, string?, string?];
  return detectionId === undefined ? notifier : `${notifier} ${detectionId}`;
}
