import { once } from 'node:events';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type CallFault, type FunctionCall } from '../../server/call-faults.ts';
import { type Message } from '../../fake-slack/workspace.ts';
import { type Mail } from '../../page-api.ts';
import { type Sandbox } from '../../sandbox.ts';
import { type FaultWorld } from './fault-world.ts';

/** One call of a function in a clean run, and whether it dies before that is acted on, or after, before it hears of it. */
export interface CrashPoint {
  readonly call: string;
  /** Which of the calls of this name it is. */
  readonly nth: number;
  readonly fault: Extract<CallFault, 'dies before' | 'dies after'>;
}

/** What one death came to. */
export interface Crash {
  /** `1 slack.chat.postMessage dies after`. */
  readonly point: string;
  /** Messages people had been sent by then, and of which the table did not know. */
  readonly inDoubt: number;
  /** Messages people were sent again. */
  readonly doubled: number;
}

/** What people were sent in one life. */
export interface Sent {
  readonly messages: readonly Message[];
  readonly mails: readonly Mail[];
}

export interface Lives {
  /** The function that dies. */
  readonly holder: string;
  /** What it is given in a life: the same every time, but for ids and names. */
  readonly eventsOf: (life: number) => readonly EventEnvelope[];
  /** What it is given before that, and lives through undisturbed. */
  readonly before?: (life: number) => readonly EventEnvelope[];
  /** At which of its calls it dies; at all without this. */
  readonly dyingAt?: (call: string) => boolean;
  /** How many of the messages that were sent about these events the table does not know of. */
  readonly unmarked: (sandbox: Sandbox, sent: Sent, events: readonly EventEnvelope[]) => Promise<number>;
}

/** Has the function live through its events once, and then die before and after each call it made in that. */
export async function crashEverywhere(world: FaultWorld, lives: Lives): Promise<readonly Crash[]> {
  const { dyingAt = () => true } = lives;
  const points = pointsOf(await cleanRun(world, lives)).filter(({ call }) => dyingAt(call));
  const crashes: Crash[] = [];
  let { doubled } = await world.drained();
  for (const [index, point] of points.entries()) {
    await liveThrough(world, lives.before?.(index + 1));
    const inDoubt = await dieAt(point, world, { ...lives, events: lives.eventsOf(index + 1) });
    const account = await world.drained();
    const { call, nth, fault } = point;
    crashes.push({ point: `${call} ${nth} ${fault}`, inDoubt, doubled: account.doubled - doubled });
    doubled = account.doubled;
  }
  return crashes;
}

/** The calls the function makes when nothing goes wrong, in order. */
async function cleanRun(world: FaultWorld, { holder, eventsOf, before }: Lives): Promise<readonly string[]> {
  const calls: string[] = [];
  await liveThrough(world, before?.(0));
  world.sandbox.functionCalls.faultAt = (call) => {
    if (call.holder === holder) {
      calls.push(call.name);
    }
    return undefined;
  };
  world.ingest(...eventsOf(0));
  await world.drained();
  return calls;
}

async function liveThrough(world: FaultWorld, events: readonly EventEnvelope[] = []): Promise<void> {
  world.sandbox.functionCalls.faultAt = () => undefined;
  world.ingest(...events);
  await world.drained();
}

function pointsOf(calls: readonly string[]): readonly CrashPoint[] {
  const seen = new Map<string, number>();
  return calls.flatMap((call) => {
    const nth = (seen.get(call) ?? 0) + 1;
    seen.set(call, nth);
    return (['dies before', 'dies after'] as const).map((fault) => ({ call, nth, fault }));
  });
}

/** Lives until the function dies there; answers how many messages are in doubt then. */
async function dieAt(
  point: CrashPoint,
  world: FaultWorld,
  {
    holder,
    events,
    unmarked,
  }: Omit<Lives, 'eventsOf' | 'before' | 'dyingAt'> & { readonly events: readonly EventEnvelope[] },
): Promise<number> {
  const { sandbox } = world;
  const already = sentIn(sandbox);
  const died = Promise.withResolvers<undefined>();
  sandbox.functionCalls.faultAt = onceAt(point, holder, () => {
    sandbox.activity.pace = 'real'; // nobody tries again before we have looked
    died.resolve(undefined);
  });
  sandbox.activity.pace = 'leap';
  world.ingest(...events);
  await Promise.race([died.promise, sandbox.whenDrained().then(() => neverReached(point))]);
  while (sandbox.activity.phase === 'working') {
    await once(sandbox.changes, 'change');
  }
  const { messages, mails } = sentIn(sandbox);
  const sent = { messages: messages.slice(already.messages.length), mails: mails.slice(already.mails.length) };
  return unmarked(sandbox, sent, events);
}

function sentIn({ slack, journal }: Sandbox): Sent {
  return { messages: [...slack.messages()], mails: journal.mails.filter(({ topic }) => topic === 'trailbell-page') };
}

function onceAt({ call, nth, fault }: CrashPoint, holder: string, onDeath: () => void) {
  let left = nth;
  return ({ holder: caller, name }: FunctionCall): CallFault | undefined => {
    if (caller !== holder || name !== call) {
      return undefined;
    }
    left -= 1;
    if (left !== 0) {
      return undefined;
    }
    onDeath();
    return fault;
  };
}

function neverReached({ call, nth }: CrashPoint): never {
  throw new Error(`the function never came to call ${nth} of ${call} again`);
}
