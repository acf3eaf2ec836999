import { type Item, type Table } from './tables.ts';

/** Reads again what was written to a table, a batch at a time: what is written ten times meanwhile is read once. */
export class ItemReader {
  readonly #table: Table;
  readonly #onItem: (item: Item) => void;
  readonly #dirty = new Map<string, Item>();
  #reading: Promise<void> | undefined;

  constructor(table: Table, onItem: (item: Item) => void) {
    this.#table = table;
    this.#onItem = onItem;
  }

  written(key: Item): void {
    this.#dirty.set(JSON.stringify(key), key);
    this.#reading ??= this.#readAll();
  }

  /** Resolves when everything written before this call was read. */
  async settled(): Promise<void> {
    while (this.#reading) {
      await this.#reading;
    }
  }

  async #readAll(): Promise<void> {
    try {
      while (this.#dirty.size > 0) {
        const keys = [...this.#dirty.entries()].slice(0, MOST_KEYS_AT_ONCE);
        for (const [text] of keys) {
          this.#dirty.delete(text);
        }
        for (const item of await this.#table.itemsAt(keys.map(([, key]) => key))) {
          this.#onItem(item);
        }
      }
    } finally {
      this.#reading = undefined;
    }
  }
}

/** DynamoDB's own bound of a batch. */
const MOST_KEYS_AT_ONCE = 100;
