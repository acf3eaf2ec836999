import {
  type AttributeValue,
  BatchGetItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { parseArn } from '../aws/arn.ts';
import { type TableDefinition } from './table-definition.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

export interface Connection {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A table as the sandbox itself sees it: to create it, to read it, and to remove what has ended. */
export class Table {
  readonly definition: TableDefinition;
  readonly #client: DynamoDBClient;

  constructor(definition: TableDefinition, connection: Connection) {
    this.definition = definition;
    this.#client = new DynamoDBClient({ ...connection, region: parseArn(definition.arn).region });
  }

  async create(): Promise<void> {
    const { name, attributes, keys } = this.definition;
    await this.#client.send(
      new CreateTableCommand({
        TableName: name,
        AttributeDefinitions: [...attributes],
        KeySchema: [...keys],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  }

  async *items(): AsyncGenerator<Item> {
    for await (const { Items = [] } of paginateScan(
      { client: this.#client },
      { TableName: this.definition.name, ConsistentRead: true },
    )) {
      yield* Items;
    }
  }

  async put(item: Item): Promise<void> {
    await this.#client.send(new PutItemCommand({ TableName: this.definition.name, Item: { ...item } }));
  }

  /** Up to a hundred items by key; those that are gone are left out. */
  async itemsAt(keys: readonly Item[]): Promise<readonly Item[]> {
    const { name } = this.definition;
    const { Responses } = await this.#client.send(
      new BatchGetItemCommand({ RequestItems: { [name]: { Keys: [...keys], ConsistentRead: true } } }),
    );
    return Responses?.[name] ?? [];
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
    const { name, keys } = this.definition;
    let removed = 0;
    for await (const item of this.items()) {
      if (goes(item)) {
        const key = Object.fromEntries(
          keys.flatMap(({ AttributeName }) => {
            const value = item[AttributeName];
            return value ? [[AttributeName, value]] : [];
          }),
        );
        await this.#client.send(new DeleteItemCommand({ TableName: name, Key: key }));
        removed += 1;
      }
    }
    return removed;
  }

  close(): void {
    this.#client.destroy();
  }
}
