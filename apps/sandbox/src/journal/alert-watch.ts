import { type AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { ALERT_PREFIX, type AlertRecord, readAlertItem } from '@trailbell/alert-store';
import { type Write } from '../dynamodb/dynamo-db.ts';
import { ItemReader } from '../dynamodb/item-reader.ts';
import { type Item, type Table } from '../dynamodb/tables.ts';

/** Sees each alert as lambdas store and change it. */
export class AlertWatch {
  readonly #readers = new Map<string, { readonly table: Table; readonly reader: ItemReader }>();
  readonly #onAlert: (alert: AlertRecord) => void;

  constructor(onAlert: (alert: AlertRecord) => void) {
    this.#onAlert = onAlert;
  }

  watch(table: Table): void {
    const reader = new ItemReader(table, (item) => {
      if (item.pk?.S?.startsWith(ALERT_PREFIX) === true) {
        this.#onAlert(readAlertItem({ ...item }));
      }
    });
    this.#readers.set(table.definition.name, { table, reader });
  }

  written({ table: name, attributes }: Write): void {
    const watched = this.#readers.get(name);
    if (watched) {
      watched.reader.written(keyOf(attributes, watched.table));
    }
  }

  /** Resolves when all that was written before this call is known. */
  async settled(): Promise<void> {
    await Promise.all([...this.#readers.values()].map(({ reader }) => reader.settled()));
  }
}

/** Keys are text or numbers in every table of ours. */
const KeyValue = z.union([
  z.object({ S: z.string() }).transform(({ S }): AttributeValue => ({ S })),
  z.object({ N: z.string() }).transform(({ N }): AttributeValue => ({ N })),
]);

function keyOf(attributes: Write['attributes'], { definition }: Table): Item {
  return Object.fromEntries(definition.keys.map(({ AttributeName: name }) => [name, KeyValue.parse(attributes[name])]));
}
