/** Names one document: a detection, and the key its calls are remembered by. */
export interface StateKey {
  readonly detectionId: string;
  /** Untrusted text, of whatever length. */
  readonly key: readonly string[];
}

export interface Remembered {
  /** As it was written. Another version of ours may have done so. */
  readonly document: unknown;
  /** Of this document: which writing it comes from. */
  readonly version: number;
}

export interface Writing {
  /** Plain JSON. */
  readonly document: object;
  /** What was read before; `undefined` when there was nothing. */
  readonly version: number | undefined;
  /** How long it is of use, after which the store may forget it; `undefined` for ever. */
  readonly keepForMs: number | undefined;
}

/**
 * What detections remember between events: small documents, each replaced only by who read its latest version. DynamoDB in the
 * cloud, memory in backtest; one contract test for all. Any method may reject with `StoreUnavailableError`.
 */
export interface DetectionState {
  read(key: StateKey): Promise<Remembered | undefined>;
  /** Whether it was written: not when somebody else has written since it was read. */
  write(key: StateKey, writing: Writing): Promise<boolean>;
}
