import { type Alert } from './alert.ts';

/** What the calls of one key are counted for. */
interface Marking {
  readonly key: readonly string[];
  /** What this call counts for. */
  readonly values: readonly string[];
  readonly windowMs: number;
}

export interface ThresholdDemand extends Marking {
  readonly kind: 'threshold' | 'distinct';
  readonly atLeast: number;
  readonly begins: string;
  readonly counted: string;
  readonly listing: string;
}

export interface SequenceDemand extends Marking {
  readonly kind: 'sequence';
  readonly steps: readonly string[];
  readonly summary: string;
}

export interface FirstSeenDemand {
  readonly kind: 'first-seen';
  readonly key: readonly string[];
  readonly value: string;
  readonly forgetAfterMs: number;
  readonly learningMs: number;
}

/** What must be true of earlier calls for an alert to be raised. Plain JSON: it travels from whoever reads events to whoever remembers. */
export type Demand = ThresholdDemand | SequenceDemand | FirstSeenDemand;

/** A detection that applies to an event and cannot decide by it alone. Plain JSON. */
export interface Candidate {
  /** Raised when the demand is met. */
  readonly alert: Alert;
  readonly demand: Demand;
  /** Raised when it is not; nothing where there is none. */
  readonly otherwise?: Alert;
}
