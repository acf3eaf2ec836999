import * as z from 'zod';
import { readEventStream } from '@trailbell/cloudtrail-types';
import { placeOf } from '../cloud/operator-access.ts';
import { clockState } from '../journal/clock-state.ts';
import { nearMisses } from '../journal/near-misses.ts';
import { sandboxState } from '../journal/sandbox-state.ts';
import { waitingIn } from '../journal/waiting.ts';
import { type EventsAccepted, type Explained } from '../page-api.ts';
import { type Input, inputOf } from '../replay/read-input.ts';
import { ReplayRunningError, type Replays } from '../replay/replays.ts';
import { findStory, shippedStories } from '../replay/shipped-stories.ts';
import { type Sandbox } from '../sandbox.ts';
import { faultsOf, setSlackFault } from './faults.ts';

/** What the page asked for cannot be done; the text says why and what can. */
export class RefusedRequestError extends Error {
  override readonly name = 'RefusedRequestError';
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type Route = (body: string) => Answer | Promise<Answer>;

const FaultsRequest = z.strictObject({
  slack: z.enum(['up', 'down', 'rate-limited', 'cut', 'slow', 'invalid-auth', 'channel-not-found']).optional(),
});
const ReplayRequest = z.strictObject({ story: z.string().optional() });
const ExplainRequest = z.strictObject({ id: z.int() });
const ClockRequest = z.strictObject({ pace: z.enum(['real', 'leap']).optional(), advance: z.boolean().optional() });

/** The page's API: see page-api.ts. `GET /api/stream` is the server's own. */
export function pageApiRoutes(sandbox: Sandbox, replays: Replays): Readonly<Record<string, Route>> {
  const tellClock = (): Answer => {
    const clock = clockState(sandbox);
    sandbox.changes.emit('change', { kind: 'clock', clock });
    return { status: 200, body: clock };
  };

  return {
    'GET /api/state': () => ({ status: 200, body: sandboxState(sandbox, replays.state) }),
    'GET /api/calls': () => ({ status: 200, body: sandbox.functionCalls.counts }),
    'GET /api/place': () => ({ status: 200, body: placeOf(sandbox) }),
    'POST /api/events': async (body) => ({ status: 202, body: await acceptEvents(sandbox, body) }),
    'POST /api/faults': (body) => {
      const { slack } = parse(FaultsRequest, body);
      if (slack !== undefined) {
        setSlackFault(sandbox.slack, slack);
      }
      const faults = faultsOf(sandbox.slack);
      sandbox.changes.emit('change', { kind: 'faults', faults });
      return { status: 200, body: faults };
    },
    'POST /api/replay': (body) => {
      startReplay(replays, parse(ReplayRequest, body).story);
      return { status: 202, body: replays.state };
    },
    'POST /api/explain': (body) => ({ status: 200, body: explainEvent(sandbox, parse(ExplainRequest, body).id) }),
    'POST /api/clock': (body) => {
      const { pace, advance } = parse(ClockRequest, body);
      if (pace !== undefined) {
        sandbox.activity.pace = pace;
      }
      if (advance === true) {
        sandbox.clock.leap();
      }
      return tellClock();
    },
  };
}

function explainEvent({ journal, definitions }: Sandbox, id: number): Explained {
  const envelope = journal.timeline.envelopeOf(id);
  if (envelope === undefined) {
    throw new RefusedRequestError(404, `event ${id} is not kept. The last events on the page are`);
  }
  return { nearMisses: nearMisses(envelope, waitingIn(definitions)) };
}

/** All of them or none: what cannot be read is refused with its place and reason. */
async function acceptEvents(sandbox: Sandbox, body: string): Promise<EventsAccepted> {
  const inputs: Input[] = [];
  for await (const found of readEventStream(chunksOf(body), 'the request')) {
    inputs.push(inputOf(found));
  }
  const unreadable = inputs.find((input) => input.kind === 'unreadable');
  if (unreadable) {
    const { where, reason } = unreadable.input;
    throw new RefusedRequestError(400, `the request cannot be read${where === '' ? '' : ` at ${where}`}: ${reason}`);
  }
  const ids = inputs.flatMap((input) => (input.kind === 'event' ? [sandbox.ingest(input.envelope)] : []));
  return { accepted: ids.length, ids };
}

async function* chunksOf(body: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body);
  await Promise.resolve();
}

function startReplay(replays: Replays, name: string | undefined): void {
  const story = findStory(name);
  if (!story) {
    const known = shippedStories().map((shipped) => shipped.name);
    throw new RefusedRequestError(404, `unknown story "${name ?? ''}". Known stories: ${known.join(', ')}`);
  }
  if (replays.state.status === 'running') {
    throw new RefusedRequestError(409, `${replays.state.name ?? 'a replay'} is being replayed. Wait until it is done`);
  }
  // A replay that fails says so in its state, which the page shows.
  replays.run(story.name, [story.path]).catch((error: unknown) => {
    if (error instanceof ReplayRunningError) {
      throw error;
    }
  });
}

function parse<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(body === '' ? '{}' : body);
  } catch (cause) {
    throw new RefusedRequestError(400, 'the request is not JSON', { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new RefusedRequestError(400, `the request does not fit: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
