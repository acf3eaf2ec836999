import * as z from 'zod';
import { parseArn } from '../aws/arn.ts';
import { type DynamoDb, type DynamoDbOperation } from './dynamo-db.ts';
import { type Item } from './item.ts';
import { type TableDefinition } from './table-definition.ts';

/** A table as the sandbox itself sees it: to create it, to read it, and to remove what has ended. */
export class Table {
  readonly definition: TableDefinition;
  readonly #dynamoDb: DynamoDb;

  constructor(definition: TableDefinition, dynamoDb: DynamoDb) {
    this.definition = definition;
    this.#dynamoDb = dynamoDb;
  }

  async create(): Promise<void> {
    const { attributes, keys } = this.definition;
    await this.#act('CreateTable', {
      AttributeDefinitions: attributes,
      KeySchema: keys,
      BillingMode: 'PAY_PER_REQUEST',
    });
  }

  async *items(): AsyncGenerator<Item> {
    let from: unknown;
    do {
      const page = Page.parse(await this.#act('Scan', { ConsistentRead: true, ExclusiveStartKey: from }));
      yield* page.Items;
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }

  async put(item: Item): Promise<void> {
    await this.#act('PutItem', { Item: item });
  }

  /** Those that are gone are left out. */
  async itemsAt(keys: readonly Item[]): Promise<readonly Item[]> {
    const answers = await Promise.all(keys.map((key) => this.#act('GetItem', { Key: key, ConsistentRead: true })));
    return answers.map((answer) => Found.parse(answer).Item).filter((item) => item !== undefined);
  }

  /** Removes what has ended by its TTL attribute; answers how many items that were. */
  removeEnded(now: () => number): Promise<number> {
    const { ttlAttribute } = this.definition;
    return this.removeWhere((item) => {
      const endsAt = ttlAttribute === undefined ? undefined : Number(item[ttlAttribute]?.N);
      return endsAt !== undefined && endsAt * 1000 < now();
    });
  }

  /** Removes these items; answers how many that were. */
  async removeWhere(goes: (item: Item) => boolean): Promise<number> {
    const { keys } = this.definition;
    let removed = 0;
    for await (const item of this.items()) {
      if (goes(item)) {
        const key = Object.fromEntries(keys.map(({ AttributeName: name }) => [name, item[name]]));
        await this.#act('DeleteItem', { Key: key });
        removed += 1;
      }
    }
    return removed;
  }

  #act(operation: DynamoDbOperation, input: object): Promise<unknown> {
    const { name, arn } = this.definition;
    return this.#dynamoDb.act(operation, { TableName: name, ...input }, parseArn(arn));
  }
}

const AnItem = z.custom<Item>((item) => typeof item === 'object');
const Found = z.object({ Item: AnItem.optional() });
const Page = z.object({ Items: z.array(AnItem), LastEvaluatedKey: AnItem.optional() });
