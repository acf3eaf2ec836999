import { createRequire } from 'node:module';
import * as z from 'zod';
import { type Place } from '../aws/arn.ts';
import { AwsError } from '../aws/aws-error.ts';
import { type Operations } from '../server/operations.ts';
import { type Item } from './item.ts';
import { MemoryStore } from './memory-store.ts';

/** Those that are spoken here. */
const OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
] as const;
export type DynamoDbOperation = (typeof OPERATIONS)[number];

/**
 * DynamoDB, a store for each account and region. Dynalite says what each operation means, from the check of its input to the
 * evaluation of expressions; its server and its LevelDB, most of what it costs, are left aside.
 */
export class DynamoDb {
  readonly operations: Operations = Object.fromEntries(
    OPERATIONS.map((operation) => [operation, (input, { caller }) => this.act(operation, input, caller)]),
  );
  readonly #stores = new Map<string, MemoryStore>();
  readonly #onStored: (item: Item) => void;

  /** `onStored` is told each item as it is stored, again at each change. */
  constructor(onStored: (item: Item) => void) {
    this.#onStored = onStored;
  }

  /** Does what is asked and answers as DynamoDB does. Rejects with an `AwsError` when DynamoDB would refuse. */
  async act(operation: DynamoDbOperation, input: unknown, place: Place): Promise<unknown> {
    const store = this.#storeAt(place);
    const { act, types, custom } = dynalite[operation];
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    try {
      const checked = validations.checkTypes(input, types);
      validations.checkValidations(checked, types, custom, store);
      act(store, checked, (error, output) => {
        if (error) {
          reject(refusalOf(error));
        } else {
          resolve(output);
        }
      });
    } catch (error) {
      throw refusalOf(error);
    }
    return promise;
  }

  #storeAt({ account, region }: Place): MemoryStore {
    const key = `${account}/${region}`;
    const store = this.#stores.get(key) ?? new MemoryStore({ account, region }, this.#onStored);
    this.#stores.set(key, store);
    return store;
  }
}

type Act = (store: MemoryStore, input: object, done: (error: unknown, output: unknown) => void) => void;

const aFunction = <Type extends (...args: never[]) => unknown>() =>
  z.custom<Type>((value) => typeof value === 'function');
const Validations = z.object({
  checkTypes: aFunction<(input: unknown, types: object) => object>(),
  checkValidations: aFunction<(input: object, types: object, custom: unknown, store: MemoryStore) => void>(),
});
const Validation = z.object({ types: z.looseObject({}), custom: z.unknown().optional() });

const require: (file: string) => unknown = createRequire(import.meta.url);
const validations = Validations.parse(require('dynalite/validations'));
const dynalite = z
  .record(z.enum(OPERATIONS), Validation.extend({ act: aFunction<Act>() }))
  .parse(Object.fromEntries(OPERATIONS.map((operation) => [operation, partsOf(operation)])));

function partsOf(operation: DynamoDbOperation): unknown {
  const file = `${operation.slice(0, 1).toLowerCase()}${operation.slice(1)}`;
  return {
    ...Validation.parse(require(`dynalite/validations/${file}`)),
    act: require(`dynalite/actions/${file}`),
  };
}

/** Dynalite refuses with the status and body of the answer. */
const Refusal = z.object({
  statusCode: z.number(),
  body: z.object({ __type: z.string(), message: z.string().optional(), Message: z.string().optional() }),
});

function refusalOf(error: unknown): unknown {
  const refusal = Refusal.safeParse(error);
  if (!refusal.success) {
    return error;
  }
  const { __type: type, message, Message } = refusal.data.body;
  return new AwsError(type.split('#').at(-1) ?? type, message ?? Message ?? '', refusal.data.statusCode);
}
