import { type DetectionState, type Routing, decideCandidates, routeOf } from '@trailbell/alerting';
import { type Candidate } from '@trailbell/detections';
import { type RoutedAlert } from './ringing.ts';

/** So many wait for earlier ones to come. Each takes some three kilobytes. */
const MOST_WAITING = 20_000;

/**
 * Decides candidates in the order of their events, wherever they were read: of too many, the earlier half when no more can wait.
 * What counts calls bears some disorder; what is in order comes to the same every time.
 */
export class EventOrder {
  readonly #state: DetectionState;
  readonly #routing: Routing;
  readonly #most: number;
  #waiting: Candidate[] = [];

  constructor(state: DetectionState, routing: Routing, most = MOST_WAITING) {
    this.#state = state;
    this.#routing = routing;
    this.#most = most;
  }

  /** Answers what is decided by now. */
  async add(candidates: readonly Candidate[]): Promise<readonly RoutedAlert[]> {
    this.#waiting.push(...candidates);
    return this.#waiting.length > this.#most ? this.#decide(Math.ceil(this.#waiting.length / 2)) : [];
  }

  /** Decides all that wait: no more will come. */
  end(): Promise<readonly RoutedAlert[]> {
    return this.#decide(this.#waiting.length);
  }

  async #decide(count: number): Promise<readonly RoutedAlert[]> {
    const inOrder = this.#waiting.toSorted((one, other) => compare(one.alert.eventTime, other.alert.eventTime));
    this.#waiting = inOrder.slice(count);
    const alerts = await decideCandidates(inOrder.slice(0, count), this.#state);
    return alerts.map((alert) => ({ alert, route: routeOf(alert, this.#routing) }));
  }
}

/** Times of alerts sort as text. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
