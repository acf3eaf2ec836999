import { setImmediate as nextTurn } from 'node:timers/promises';
import { readEvents } from '@trailbell/cloudtrail-types';
import { type ReplayState, type UnreadableInput } from '../page-api.ts';
import { type Sandbox } from '../sandbox.ts';
import { inEventOrder } from './in-event-order.ts';
import { type Input, inputOf } from './read-input.ts';

/** How many events are put in before others get a turn. */
const EVENTS_A_TURN = 20;
/** Unreadable inputs told one by one; a file of a million bad lines is not drawn. */
const UNREADABLE_KEPT = 200;

export class ReplayRunningError extends Error {
  override readonly name = 'ReplayRunningError';
}

/** Replays files into the sandbox, one replay at a time, in the order of event times. */
export class Replays {
  readonly #sandbox: Sandbox;
  #state: ReplayState = { status: 'idle', eventsRead: 0, unreadable: [] };
  #unreadableCount = 0;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  get state(): ReplayState {
    return this.#state;
  }

  /** How many inputs of the last replay could not be read; `state` tells of the first ones. */
  get unreadableCount(): number {
    return this.#unreadableCount;
  }

  /** Reads the files to their end. What cannot be read is told and passed over; a replay that fails as a whole rejects. */
  async run(name: string, paths: readonly string[]): Promise<void> {
    if (this.#state.status === 'running') {
      throw new ReplayRunningError(`${this.#state.name ?? 'a replay'} is being replayed. Wait until it is done`);
    }
    this.#unreadableCount = 0;
    this.#become({ status: 'running', name, eventsRead: 0, unreadable: [] });
    try {
      await this.#sandbox.activity.during(() => this.#ingest(inEventOrder(inputsIn(paths))));
      this.#become({ ...this.#state, status: 'done' });
    } catch (error) {
      this.#become({ ...this.#state, status: 'failed', error: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  async #ingest(inputs: AsyncIterable<Input>): Promise<void> {
    const unreadable: UnreadableInput[] = [];
    let eventsRead = 0;
    for await (const input of inputs) {
      if (input.kind === 'event') {
        this.#sandbox.ingest(input.envelope);
        eventsRead += 1;
      } else {
        this.#unreadableCount += 1;
        unreadable.splice(UNREADABLE_KEPT, 1, input.input);
      }
      if ((eventsRead + this.#unreadableCount) % EVENTS_A_TURN === 0) {
        this.#become({ ...this.#state, eventsRead, unreadable: [...unreadable] });
        await nextTurn();
        await this.#sandbox.whenRoom();
      }
    }
    this.#state = { ...this.#state, eventsRead, unreadable };
  }

  #become(state: ReplayState): void {
    this.#state = state;
    this.#sandbox.changes.emit('change', { kind: 'replay', replay: state });
  }
}

async function* inputsIn(paths: readonly string[]): AsyncGenerator<Input> {
  for await (const found of readEvents(paths)) {
    yield inputOf(found);
  }
}
