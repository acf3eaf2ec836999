import { Readable } from 'node:stream';
import { type Place } from '../aws/arn.ts';
import { AwsError } from '../aws/aws-error.ts';
import { type Item } from './item.ts';

/** How dynalite's actions are answered. */
type Done<Value> = (error: AwsError | null, value?: Value) => void;

/**
 * Where dynalite's actions keep tables and items, in place of its LevelDB: maps, which answer at once. So an action is over within
 * one turn of the event loop, and nothing needs to be locked. What is stored is never changed in place, only replaced.
 */
export class MemoryStore {
  readonly options = { createTableMs: 0, deleteTableMs: 0, maxItemSize: 400 * 1024 };
  readonly tableDb: Values<object>;
  readonly #items = new Map<string, Values<Item>>();
  readonly #onStored: (item: Item) => void;

  /** `onStored` is told each item as it is stored, again at each change. */
  constructor({ account, region }: Place, onStored: (item: Item) => void) {
    this.tableDb = Object.assign(new Values<object>(() => undefined), { awsAccountId: account, awsRegion: region });
    this.#onStored = onStored;
  }

  getTable(name: string, ...rest: readonly [Done<object>] | readonly [boolean, Done<object>]): void {
    const done = rest.length === 1 ? rest[0] : rest[1];
    this.tableDb.get(name, (_, table) => {
      if (table) {
        done(null, table);
      } else {
        const found = rest.length === 1 ? '' : `: Table: ${name} not found`;
        done(new AwsError('ResourceNotFoundException', `Requested resource not found${found}`));
      }
    });
  }

  getItemDb(table: string): Values<Item> {
    const known = this.#items.get(table) ?? new Values(this.#onStored);
    this.#items.set(table, known);
    return known;
  }

  deleteItemDb(table: string, done: Done<undefined>): void {
    this.#items.delete(table);
    done(null);
  }

  /** Tables have no tags here. */
  deleteTagDb(_table: string, done: Done<undefined>): void {
    done(null);
  }
}

/** What a query takes, by keys. */
interface Range {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  /** -1 for all. */
  readonly limit: number;
}

/** Values by their keys, and in the order of them. */
class Values<Value extends object> {
  readonly #values = new Map<string, Value>();
  readonly #onPut: (value: Value) => void;

  constructor(onPut: (value: Value) => void) {
    this.#onPut = onPut;
  }

  lock(_key: string, act: (release: <Callback>(done: Callback) => Callback) => void): void {
    act((done) => done);
  }

  get(key: string, done: Done<Value>): void {
    done(null, this.#values.get(key));
  }

  put(key: string, value: Value, done: Done<undefined>): void {
    this.#values.set(key, value);
    this.#onPut(value);
    done(null);
  }

  del(key: string, done: Done<undefined>): void {
    this.#values.delete(key);
    done(null);
  }

  createValueStream({ gt = '', gte = '', lt = '~', lte = '~', reverse = false, limit }: Range): Readable {
    const keys = [...this.#values.keys()].filter((key) => key > gt && key >= gte && key < lt && key <= lte).sort();
    const chosen = (reverse ? keys.reverse() : keys).slice(0, limit === -1 ? undefined : limit);
    return Readable.from(chosen.map((key) => this.#values.get(key)));
  }
}
