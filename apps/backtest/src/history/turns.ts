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

/** What comes of one piece of work: put in by who does it, taken out when its turn has come. */
export class Turn<Work, Item> {
  readonly work: Work;
  readonly #items: Item[] = [];
  readonly #changes = new Changes();
  #isEnded = false;

  constructor(work: Work) {
    this.work = work;
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

/** Work that several do at once, and of which one takes what comes of it in order. */
export class Turns<Work, Item> {
  readonly #turns: readonly Turn<Work, Item>[];
  readonly #ahead: number;
  readonly #changes = new Changes();
  #given = 0;
  #taken = 0;

  /** Nobody begins with what is more than `ahead` behind the one whose turn it is. */
  constructor(works: readonly Work[], ahead: number) {
    this.#turns = works.map((work) => new Turn(work));
    this.#ahead = ahead;
  }

  /** The next one to do; `undefined` when there is none left. */
  async next(): Promise<Turn<Work, Item> | undefined> {
    await this.#changes.until(() => this.#given < this.#taken + this.#ahead || this.#given >= this.#turns.length);
    this.#given += 1;
    return this.#turns[this.#given - 1];
  }

  *inOrder(): Generator<Turn<Work, Item>, undefined> {
    for (const turn of this.#turns) {
      yield turn;
      this.#taken += 1;
      this.#changes.tell();
    }
    return undefined;
  }
}
