/** One measured number. `n` is how many measurements it sums up; unless `metric` says otherwise, `value` is their median. */
export interface Figure {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
}

/** What is asked for on the command line. */
export interface BenchOptions {
  /** How large the large input is, where there is one. */
  readonly gigabytes?: number;
}

/** Something measured, that anybody can measure again with `npm run bench -- NAME`. */
export interface Bench {
  readonly name: string;
  run(options: BenchOptions): AsyncIterable<Figure>;
}
