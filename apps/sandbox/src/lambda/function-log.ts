/** The last lines a function logged. */
export class FunctionLog {
  readonly #lines: string[] = [];
  readonly #kept: number;

  constructor(kept = 200) {
    this.#kept = kept;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#kept) {
      this.#lines.shift();
    }
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
