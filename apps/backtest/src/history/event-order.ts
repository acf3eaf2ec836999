import { type DetectionState, type Routing, decideCandidates, routeOf } from '@trailbell/alerting';
import { type Candidate } from '@trailbell/detections';
import { type RoutedAlert } from './ringing.ts';

/** So many wait for earlier ones to come. Each takes some three kilobytes. */
const MOST_WAITING = 20_000;

/**
 * Decides candidates in the order of their events, wherever they were read: of too many, the earlier half when no more can wait.
 * Files are read in the order in which they were delivered, some minutes after their events, so that far fewer wait where a
 * trail is read. One that comes later than that is decided all the same, and counted: what counts calls bears some disorder.
 */
export class EventOrder {
  readonly #state: DetectionState;
  readonly #routing: Routing;
  readonly #most: number;
  #waiting: Candidate[] = [];
  #decidedUntil = '';
  #late = 0;

  constructor(state: DetectionState, routing: Routing, most = MOST_WAITING) {
    this.#state = state;
    this.#routing = routing;
    this.#most = most;
  }

  /** How many came when later ones had been decided. */
  get late(): number {
    return this.#late;
  }

  /** Answers what is decided by now. */
  async add(candidates: readonly Candidate[]): Promise<readonly RoutedAlert[]> {
    this.#waiting.push(...candidates);
    this.#late += candidates.filter(({ alert }) => alert.eventTime < this.#decidedUntil).length;
    return this.#waiting.length > this.#most ? this.#decide(Math.ceil(this.#waiting.length / 2)) : [];
  }

  /** Decides all that wait: no more will come. */
  end(): Promise<readonly RoutedAlert[]> {
    return this.#decide(this.#waiting.length);
  }

  async #decide(count: number): Promise<readonly RoutedAlert[]> {
    const inOrder = this.#waiting.toSorted(byEvent);
    this.#waiting = inOrder.slice(count);
    const now = inOrder.slice(0, count);
    this.#decidedUntil = now.at(-1)?.alert.eventTime ?? this.#decidedUntil;
    const alerts = await decideCandidates(now, this.#state);
    return alerts.map((alert) => ({ alert, route: routeOf(alert, this.#routing) }));
  }
}

/** Times of alerts sort as text. Of one time, the key decides: the same every time. */
function byEvent({ alert: one }: Candidate, { alert: other }: Candidate): number {
  return (
    compare(one.eventTime, other.eventTime) ||
    compare(one.eventKey, other.eventKey) ||
    compare(one.detectionId, other.detectionId)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
