import { type AlertRecord } from '@trailbell/alert-store';
import { type NotifierId, type Route, type Routing, isToldInDigest, notifiersOf } from '@trailbell/alerting';
import { type DrillDetail } from '@trailbell/detections';

/** What a drill takes to be sent and followed. */
export interface Drilling {
  readonly routing: Routing;
  /** Puts the drill on a default bus. */
  readonly send: (drill: DrillDetail) => Promise<void>;
  /** The alert that was made of it, with who was told; `undefined` while there is none. */
  readonly find: () => Promise<AlertRecord | undefined>;
  /** How long to wait for people to be told, in milliseconds. */
  readonly withinMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after a moment, when it is worth while to look again. */
  readonly aMoment: () => Promise<void>;
}

export interface DrillReport {
  /** Whether everybody who was to be told was told. */
  readonly arrived: boolean;
  readonly sentence: string;
}

/** Sends a drill and follows it until everybody is told whom the environment's routing names, or time is up. */
export async function runDrill(drill: DrillDetail, drilling: Drilling): Promise<DrillReport> {
  const { routing, send, find, withinMs, now, aMoment } = drilling;
  const sentAt = now();
  await send(drill);
  for (;;) {
    const record = await find();
    const known = record && progressOf(record, routing, sentAt);
    if (known && (known.missing.length === 0 || record.suppression)) {
      return record.suppression ? suppressed(record.suppression.id) : { arrived: true, sentence: arrival(known) };
    }
    if (now() - sentAt >= withinMs) {
      return { arrived: false, sentence: known ? halfway(known, withinMs) : lost(withinMs) };
    }
    await aMoment();
  }
}

interface Progress {
  readonly route: Route;
  readonly channel: string;
  /** By the way, how long it took, in milliseconds. */
  readonly told: readonly (readonly [NotifierId, number])[];
  readonly missing: readonly NotifierId[];
  readonly folded: boolean;
}

function progressOf({ alert, route, incident, tellings }: AlertRecord, routing: Routing, sentAt: number): Progress {
  // The digest keeps what it was handed until its window ends: there is nothing to wait for.
  const ways = route === 'digest' || isToldInDigest({ route, incident }) ? [] : notifiersOf(route, routing, alert);
  const toldAt = (way: NotifierId) => {
    const telling = tellings[`alert-lambda/${way}`];
    return telling?.kind === 'told' ? telling.toldAt : undefined;
  };
  return {
    route,
    channel: routing.channels[route],
    told: ways.flatMap((way) => {
      const at = toldAt(way);
      return at === undefined ? [] : [[way, Math.max(0, at - sentAt)] as const];
    }),
    missing: ways.filter((way) => toldAt(way) === undefined),
    folded: incident?.storm !== undefined,
  };
}

function arrival({ route, channel, told, folded }: Progress): string {
  if (folded) {
    return `The drill was folded into a storm that is on: it is told in the digest. Try again when calm has returned.`;
  }
  return route === 'digest'
    ? `The drill was decided, and is told in the next digest in ${channel}: that is where \`routing\` has this severity now. --severity critical rings at any hour.`
    : `The drill reached ${listed(told, channel)}.`;
}

function suppressed(suppression: string): DrillReport {
  const sentence = `The drill was decided, but the suppression ${suppression} keeps it from people. Take \`alerting-drill\` out of it.`;
  return { arrived: false, sentence };
}

function halfway({ channel, told, missing }: Progress, withinMs: number): string {
  const others = missing.map((way) => nameOf(way, channel)).join(' and ');
  const some = told.length === 0 ? 'was decided' : `reached ${listed(told, channel)}`;
  return `The drill ${some}, but has not reached ${others} within ${seconds(withinMs)}. It is tried again for four days; the log of trailbell-alert-lambda says why, and docs/runbook.md#delivery-blocked what to do.`;
}

function lost(withinMs: number): string {
  return `The default bus took the drill, but alert-lambda has not decided it within ${seconds(withinMs)}. \`npm run redrive\` says what lies in dead-letter queues, and why; docs/deploy.md#drill names the others.`;
}

function listed(told: Progress['told'], channel: string): string {
  return told.map(([way, ms]) => `${nameOf(way, channel)} in ${seconds(ms)}`).join(' and ');
}

function nameOf(way: NotifierId, channel: string): string {
  return { slack: `Slack (${channel})`, email: "e-mail's topic", webhook: 'the webhook' }[way];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
