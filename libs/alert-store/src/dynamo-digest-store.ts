import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import {
  type DigestEntry,
  type DigestStore,
  type DigestWindow,
  type FrozenDigest,
  LeaseLostError,
  type Receipt,
  StoreUnavailableError,
} from '@trailbell/alerting';
import { type Item, keyOf, number, readTellings, text } from './alert-item.ts';
import {
  SHARDS,
  WINDOW_KEY,
  entryItemOf,
  entryKeyOf,
  isTold,
  memberItemOf,
  memberKey,
  partsOf,
  readEntryItem,
  readMemberItem,
  readWindowItem,
  shardKey,
  tellingNameOfEntry,
} from './digest-item.ts';
import { type AlertsTable } from './alerts-table.ts';
import { batchesOf, eachAtOnce } from './in-batches.ts';
import { answered, unlessConditionFails } from './store-errors.ts';

/** DynamoDB's own bounds of a batch. */
const MOST_WRITES = 25;
const MOST_READS = 100;
/** Requests on their way at once: below the connections the SDK keeps. */
const AT_ONCE = 32;
/** What a batch leaves undone is asked for again; the SDK waits between its own retries, and throttling ends in an error. */
const MOST_ROUNDS = 8;

/** The digest's entries and its window in the alerts table. */
export function dynamoDigestStore(table: AlertsTable): DigestStore {
  return new DynamoDigestStore(table);
}

class DynamoDigestStore implements DigestStore {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => number;

  constructor({ client, table, now }: AlertsTable) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  /** Without a condition: an entry written twice is the same entry. One told meanwhile is found out by `untold`. */
  async add(entries: readonly DigestEntry[]): Promise<void> {
    const items = entries.map((entry) => entryItemOf(entry, this.#now()));
    const byKey = new Map(items.map((item) => [item.sk?.S, item]));
    await this.#writeAll([...byKey.values()].map((item) => ({ PutRequest: { Item: item } })));
  }

  async hold(leaseUntil: number): Promise<DigestWindow | 'held'> {
    const update = new UpdateItemCommand({
      TableName: this.#table,
      Key: WINDOW_KEY,
      ConditionExpression: 'attribute_not_exists(leaseUntil) OR leaseUntil <= :now',
      UpdateExpression: 'SET leaseUntil = :lease',
      ExpressionAttributeValues: { ':now': number(this.#now()), ':lease': number(leaseUntil) },
      ReturnValues: 'ALL_NEW',
    });
    const held = await unlessConditionFails(this.#client.send(update));
    return held ? readWindowItem(held.Attributes ?? {}) : 'held';
  }

  async save(window: DigestWindow, leaseUntil: number): Promise<void> {
    const saved = await this.#updateWindow('SET #window = :window', leaseUntil, {
      ExpressionAttributeNames: { '#window': 'window' },
      values: { ':window': text(JSON.stringify(window)) },
    });
    if (!saved) {
      throw new LeaseLostError();
    }
  }

  async release(leaseUntil: number): Promise<void> {
    await this.#updateWindow('REMOVE leaseUntil', leaseUntil, { values: {} });
  }

  async untold(most: number): Promise<readonly DigestEntry[]> {
    const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
    const all = (await eachAtOnce(shards, AT_ONCE, (shard) => this.#entriesIn(shard, most))).flat().slice(0, most);
    const told = await eachAtOnce(batchesOf(all, MOST_READS), AT_ONCE, (batch) => this.#toldAmong(batch));
    const stale = new Set(told.flat());
    await this.#forget([...stale]);
    return all.filter((entry) => !stale.has(entry));
  }

  async writeMembers(id: string, entries: readonly DigestEntry[]): Promise<number> {
    const parts = partsOf(entries);
    await eachAtOnce([...parts.entries()], AT_ONCE, ([part, members]) =>
      answered(
        this.#client.send(
          new PutItemCommand({
            TableName: this.#table,
            Item: memberItemOf(id, part, { entries: members, now: this.#now() }),
          }),
        ),
      ),
    );
    return parts.length;
  }

  async readMembers({ id, parts }: Pick<FrozenDigest, 'id' | 'parts'>): Promise<readonly DigestEntry[]> {
    const numbers = Array.from({ length: parts }, (_, part) => part);
    const read = await eachAtOnce(numbers, AT_ONCE, async (part) => {
      const get = new GetItemCommand({ TableName: this.#table, Key: memberKey(id, part), ConsistentRead: true });
      const { Item: item } = await answered(this.#client.send(get));
      return item ? readMemberItem(item) : [];
    });
    return read.flat();
  }

  async settle(entries: readonly DigestEntry[], receipt: Receipt): Promise<void> {
    await eachAtOnce(entries, AT_ONCE, (entry) => this.#markTold(entry, receipt));
    await this.#forget(entries);
  }

  /** An alert that is not there, having outlived its retention, has nothing to be marked in. */
  async #markTold(entry: DigestEntry, receipt: Receipt): Promise<void> {
    const update = new UpdateItemCommand({
      TableName: this.#table,
      Key: keyOf(entry.alert),
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(tellings.#telling.receipt)',
      UpdateExpression: 'SET tellings.#telling = :told',
      ExpressionAttributeNames: { '#telling': tellingNameOfEntry(entry) },
      ExpressionAttributeValues: { ':told': { M: { receipt: text(receipt), toldAt: number(this.#now()) } } },
    });
    await unlessConditionFails(this.#client.send(update));
  }

  async #entriesIn(shard: number, most: number): Promise<readonly DigestEntry[]> {
    const entries: DigestEntry[] = [];
    let from: Item | undefined;
    do {
      const query = new QueryCommand({
        TableName: this.#table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :shard',
        ExpressionAttributeValues: { ':shard': shardKey(shard) },
        ...(from && { ExclusiveStartKey: from }),
      });
      const { Items: items = [], LastEvaluatedKey: last } = await answered(this.#client.send(query));
      entries.push(...items.map(readEntryItem));
      from = last;
    } while (from && entries.length < most);
    return entries;
  }

  async #toldAmong(entries: readonly DigestEntry[]): Promise<readonly DigestEntry[]> {
    const keys = new Map(entries.map(({ alert }) => [JSON.stringify(keyOf(alert)), keyOf(alert)]));
    const items: Item[] = [];
    let waiting: Item[] = [...keys.values()];
    for (let round = 0; waiting.length > 0; round += 1) {
      this.#refuseToWaitAfter(round);
      const get = new BatchGetItemCommand({
        RequestItems: {
          [this.#table]: { Keys: waiting, ConsistentRead: true, ProjectionExpression: 'pk, sk, tellings' },
        },
      });
      const { Responses, UnprocessedKeys } = await answered(this.#client.send(get));
      items.push(...(Responses?.[this.#table] ?? []));
      waiting = UnprocessedKeys?.[this.#table]?.Keys ?? [];
    }
    const tellings = new Map(items.map((item) => [JSON.stringify({ pk: item.pk, sk: item.sk }), readTellings(item)]));
    return entries.filter((entry) => isTold(entry, tellings.get(JSON.stringify(keyOf(entry.alert))) ?? {}));
  }

  async #forget(entries: readonly DigestEntry[]): Promise<void> {
    await this.#writeAll(entries.map((entry) => ({ DeleteRequest: { Key: entryKeyOf(entry) } })));
  }

  async #writeAll(writes: readonly WriteRequest[]): Promise<void> {
    await eachAtOnce(batchesOf(writes, MOST_WRITES), AT_ONCE, async (batch) => {
      let waiting: WriteRequest[] = [...batch];
      for (let round = 0; waiting.length > 0; round += 1) {
        this.#refuseToWaitAfter(round);
        const write = new BatchWriteItemCommand({ RequestItems: { [this.#table]: waiting } });
        const { UnprocessedItems } = await answered(this.#client.send(write));
        waiting = UnprocessedItems?.[this.#table] ?? [];
      }
    });
  }

  #refuseToWaitAfter(round: number): void {
    if (round === MOST_ROUNDS) {
      throw new StoreUnavailableError(`the alerts table left a part of a batch undone ${MOST_ROUNDS} times`);
    }
  }

  async #updateWindow(
    update: string,
    leaseUntil: number,
    { values, ...names }: { readonly values: Item; readonly ExpressionAttributeNames?: Record<string, string> },
  ): Promise<boolean> {
    const command = new UpdateItemCommand({
      TableName: this.#table,
      Key: WINDOW_KEY,
      ConditionExpression: 'leaseUntil = :lease',
      UpdateExpression: update,
      ExpressionAttributeValues: { ...values, ':lease': number(leaseUntil) },
      ...names,
    });
    return (await unlessConditionFails(this.#client.send(command))) !== undefined;
  }
}
