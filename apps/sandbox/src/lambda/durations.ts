const KEPT = 2_000;

/** Percentiles over the last measurements. */
export class Durations {
  readonly #values: number[] = [];
  #next = 0;

  add(durationMs: number): void {
    this.#values[this.#next % KEPT] = durationMs;
    this.#next += 1;
  }

  /** `undefined` while nothing was measured. */
  percentile(share: number): number | undefined {
    const sorted = Float64Array.from(this.#values).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
