import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type Claim,
  type Incident,
  type Receipt,
  type Route,
  type Storm,
  type StormState,
  type StormStore,
  type StormTellingKey,
  StoreUnavailableError,
  countedWith,
  minuteOf,
  stormOf,
  stormOver,
  stormsWith,
} from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { type Item, expiryAt, number, text } from './alert-item.ts';
import { type AlertsTable } from './alerts-table.ts';
import { DynamoTellings } from './dynamo-tellings.ts';
import { answered, unlessConditionFails } from './store-errors.ts';
import {
  MOST_IN_SHARD,
  SHARDS,
  type StormsRecord,
  foldedNameOf,
  minuteKeyOf,
  readShard,
  readStorms,
  shardKeyOf,
  shardOf,
  stormKeyOf,
  stormStateOf,
  stormsItemOf,
  stormsKeyOf,
  subjectNameOf,
} from './storm-item.ts';

/** A storm grows by a minute at a time, whoever writes it: who is overtaken finds it written. */
const MOST_ATTEMPTS = 20;
/** Full minutes a process remembers. */
const MINUTES_KEPT = 100;

/** Storms in the alerts table. `perMinute`: how many new incidents of a minute a route tells one by one; `undefined` for all. */
export function dynamoStormStore(table: AlertsTable, perMinute: number | undefined): StormStore {
  return new DynamoStormStore(table, perMinute);
}

class DynamoStormStore implements StormStore {
  readonly #table: AlertsTable;
  readonly #perMinute: number | undefined;
  readonly #tellings: DynamoTellings<StormTellingKey>;
  /** A full minute stays full: a process that knows one writes to it no more, and so no storm heats its partition. */
  readonly #full = new Set<string>();

  constructor(table: AlertsTable, perMinute: number | undefined) {
    this.#table = table;
    this.#perMinute = perMinute;
    this.#tellings = new DynamoTellings<StormTellingKey>(table, {
      itemKeyOf: ({ storm }) => stormKeyOf(storm),
      missing: ({ storm }) => new StoreUnavailableError(`the storm ${storm} is not there`),
    });
  }

  async admit(alert: Alert, route: Route): Promise<string | undefined> {
    if (this.#perMinute === undefined) {
      return undefined;
    }
    const [hasRoom, known] = await Promise.all([
      this.#hasRoom(countedWith(alert, route), alert, this.#perMinute),
      this.#stormsOf(route),
    ]);
    return hasRoom ? stormOver(known.storms, alert)?.id : this.#spread(known, route, minuteOf(alert));
  }

  /** A full item does not stand in the way of a rise in numbers: people are told that there are more. */
  async fold(storm: string, incident: Incident): Promise<void> {
    const name = foldedNameOf(incident);
    const key = shardKeyOf(storm, shardOf(incident));
    const counted = await this.#update(key, {
      ConditionExpression: 'attribute_not_exists(folded) OR contains(folded, :name) OR size(folded) < :most',
      UpdateExpression: 'ADD folded :names SET expiresAt = :expiresAt',
      ExpressionAttributeValues: {
        ':name': text(name),
        ':names': { SS: [name] },
        ':most': number(MOST_IN_SHARD),
        ':expiresAt': this.#expiry(),
      },
    });
    if (!counted) {
      await this.#update(key, {
        UpdateExpression: 'ADD uncounted :one',
        ExpressionAttributeValues: { ':one': number(1) },
      });
    }
  }

  claimTelling(storm: string, by: string, staleMs: number): Promise<boolean> {
    const now = this.#table.now();
    return this.#update(stormKeyOf(storm), {
      ConditionExpression: 'attribute_not_exists(tellingBy) OR tellingBy = :me OR tellingAt < :stale',
      UpdateExpression:
        'SET tellingBy = :me, tellingAt = :now, tellings = if_not_exists(tellings, :none), expiresAt = :expiresAt',
      ExpressionAttributeValues: {
        ':me': text(by),
        ':now': number(now),
        ':stale': number(now - staleMs),
        ':none': { M: {} },
        ':expiresAt': this.#expiry(),
      },
    });
  }

  async beginTelling(storm: string): Promise<void> {
    await this.#update(stormKeyOf(storm), {
      ConditionExpression: 'attribute_exists(pk)',
      UpdateExpression: 'REMOVE tellingBy, tellingAt',
    });
  }

  async stateOf(storm: string, route: Route): Promise<StormState> {
    const shards = Array.from({ length: SHARDS }, (_, shard) => this.#read(shardKeyOf(storm, shard)));
    return stormStateOf(route, (await Promise.all(shards)).map(readShard));
  }

  claim(key: StormTellingKey, leaseUntil: number): Promise<Claim> {
    return this.#tellings.claim(key, leaseUntil);
  }

  receiptOf(key: StormTellingKey): Promise<Receipt | undefined> {
    return this.#tellings.receiptOf(key);
  }

  markTold(key: StormTellingKey, receipt: Receipt): Promise<void> {
    return this.#tellings.markTold(key, receipt);
  }

  release(key: StormTellingKey, leaseUntil: number): Promise<void> {
    return this.#tellings.release(key, leaseUntil);
  }

  /** Counts a subject in its minute, once. */
  async #hasRoom(minute: string, alert: Alert, most: number): Promise<boolean> {
    if (this.#full.has(minute)) {
      return false;
    }
    const subject = subjectNameOf(alert);
    const counted = await this.#update(minuteKeyOf(minute), {
      ConditionExpression: 'attribute_not_exists(subjects) OR contains(subjects, :subject) OR size(subjects) < :most',
      UpdateExpression: 'ADD subjects :subjects SET expiresAt = :expiresAt',
      ExpressionAttributeValues: {
        ':subject': text(subject),
        ':subjects': { SS: [subject] },
        ':most': number(most),
        ':expiresAt': this.#expiry(),
      },
    });
    if (!counted) {
      this.#remember(minute);
    }
    return counted;
  }

  #remember(minute: string): void {
    const [oldest] = this.#full;
    if (oldest !== undefined && this.#full.size >= MINUTES_KEPT) {
      this.#full.delete(oldest);
    }
    this.#full.add(minute);
  }

  /** Has a storm reach this minute; written when it does not yet. */
  async #spread(known: StormsRecord, route: Route, minute: number): Promise<string> {
    let { storms, version } = known;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const storm = stormOf(storms, route, minute);
      if (storms.some((one) => isSame(one, storm))) {
        return storm.id;
      }
      const put = new PutItemCommand({
        TableName: this.#table.table,
        Item: stormsItemOf(route, { storms: stormsWith(storms, storm), version: version + 1 }, this.#table.now()),
        ConditionExpression: 'attribute_not_exists(pk) OR version = :before',
        ExpressionAttributeValues: { ':before': number(version) },
      });
      if (await unlessConditionFails(this.#table.client.send(put))) {
        return storm.id;
      }
      ({ storms, version } = await this.#stormsOf(route));
    }
    throw new StoreUnavailableError(`the storms of route ${route} are contended`);
  }

  async #stormsOf(route: Route): Promise<StormsRecord> {
    return readStorms(await this.#read(stormsKeyOf(route)));
  }

  async #read(key: Item): Promise<Item | undefined> {
    const { client, table } = this.#table;
    const get = new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true });
    return (await answered(client.send(get))).Item;
  }

  async #update(
    key: Item,
    change: Omit<ConstructorParameters<typeof UpdateItemCommand>[0], 'TableName' | 'Key'>,
  ): Promise<boolean> {
    const { client, table } = this.#table;
    return (
      (await unlessConditionFails(client.send(new UpdateItemCommand({ TableName: table, Key: key, ...change })))) !==
      undefined
    );
  }

  #expiry() {
    return expiryAt(this.#table.now());
  }
}

function isSame(one: Storm, other: Storm): boolean {
  return one.id === other.id && one.from === other.from && one.to === other.to;
}
