/** Somebody waits for something to change, again and again. */
class Changes {
  #next = Promise.withResolvers<undefined>();

  tell(): void {
    this.#next.resolve(undefined);
    this.#next = Promise.withResolvers();
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await this.#next.promise;
    }
  }
}

const ITEMS_AHEAD = 2;

/** What comes of one file: put in by who reads it, taken out when its turn has come. */
export class Turn<Item> {
  readonly file: string;
  readonly #items: Item[] = [];
  readonly #changes = new Changes();
  #isEnded = false;

  constructor(file: string) {
    this.file = file;
  }

  /** Resolves when more is wanted. */
  async put(item: Item): Promise<void> {
    this.#items.push(item);
    this.#changes.tell();
    await this.#changes.until(() => this.#items.length < ITEMS_AHEAD);
  }

  end(): void {
    this.#isEnded = true;
    this.#changes.tell();
  }

  /** `undefined` at the end. */
  async take(): Promise<Item | undefined> {
    await this.#changes.until(() => this.#items.length > 0 || this.#isEnded);
    const item = this.#items.shift();
    this.#changes.tell();
    return item;
  }
}

/** Files that several read at once, and one takes in order. */
export class Turns<Item> {
  readonly #turns: readonly Turn<Item>[];
  readonly #ahead: number;
  readonly #changes = new Changes();
  #given = 0;
  #taken = 0;

  /** Nobody reads a file that is more than `ahead` behind the one whose turn it is. */
  constructor(files: readonly string[], ahead: number) {
    this.#turns = files.map((file) => new Turn(file));
    this.#ahead = ahead;
  }

  /** The next one to read; `undefined` when there is none left. */
  async next(): Promise<Turn<Item> | undefined> {
    await this.#changes.until(() => this.#given < this.#taken + this.#ahead || this.#given >= this.#turns.length);
    this.#given += 1;
    return this.#turns[this.#given - 1];
  }

  *inOrder(): Generator<Turn<Item>, undefined> {
    for (const turn of this.#turns) {
      yield turn;
      this.#taken += 1;
      this.#changes.tell();
    }
    return undefined;
  }
}
