import { PRICES } from './prices.ts';

/** What so many things of one kind had functions do. */
export interface Usage {
  readonly things: number;
  readonly invocations: number;
  /** Of one invocation on this machine. */
  readonly invocationMs: number;
  /** Events that a collector carried to the hub for them. */
  readonly carried: number;
  readonly calls: readonly Call[];
}

export interface Call {
  /** `DynamoDB.PutItem` */
  readonly name: string;
  readonly calls: number;
  /** Of the bodies, each rounded up. */
  readonly kilobytes: number;
}

const MEMORY_GB = 0.5;
/** A lambda of 512 MB has less than a third of a CPU, this machine a whole one. */
const SLOWER = 3;
/** Of log and metrics, estimated: what Lambda writes of each invocation, and our own lines. */
const LOG_KB = 1.5;
const KB_OF_KEY = 0.15;

/** What that costs, by service, in US dollars. */
export function billOf({ things, invocations, invocationMs, carried, calls }: Usage): Readonly<Record<string, number>> {
  const each = {
    EventBridge: carried * PRICES.eventBridgeEvent,
    Lambda:
      invocations * PRICES.lambdaRequest +
      invocations * ((invocationMs * SLOWER) / 1_000) * MEMORY_GB * PRICES.lambdaGbSecond,
    Logs: ((invocations * LOG_KB) / 1e6) * PRICES.logGb,
    ...sumByService(calls),
  };
  return Object.fromEntries(Object.entries(each).map(([service, dollars]) => [service, dollars / things]));
}

function sumByService(calls: readonly Call[]): Readonly<Record<string, number>> {
  const put = calls.find(({ name }) => name === 'DynamoDB.PutItem');
  const itemKb = Math.ceil(put ? put.kilobytes / put.calls : 1);
  const priced = calls.map((call) => ({ ...priceOf(call.name), call }));
  return Object.fromEntries(
    [...Map.groupBy(priced, ({ service }) => service)].map(([service, group]) => [
      service,
      group.reduce((sum, { dollars, call }) => sum + dollars(call, itemKb), 0),
    ]),
  );
}

interface Price {
  readonly service: string;
  readonly dollars: (call: Call, itemKb: number) => number;
}

const dynamoDb = (dollars: Price['dollars']): Price => ({ service: 'DynamoDB', dollars });
const put = dynamoDb(({ kilobytes }) => kilobytes * PRICES.dynamoDbWrite);
/** It is billed by the item, not by what is sent: it is taken to be as large as those that are put. */
const update = dynamoDb(({ calls }, itemKb) => calls * itemKb * PRICES.dynamoDbWrite);
const read = dynamoDb(({ calls }) => calls * PRICES.dynamoDbRead);

const PRICED: Readonly<Record<string, Price>> = {
  'DynamoDB.PutItem': put,
  'DynamoDB.BatchWriteItem': put,
  'DynamoDB.UpdateItem': update,
  'DynamoDB.DeleteItem': update,
  'DynamoDB.GetItem': read,
  'DynamoDB.Query': read,
  'DynamoDB.BatchGetItem': dynamoDb(({ kilobytes }) => (kilobytes / KB_OF_KEY) * PRICES.dynamoDbRead),
  'sns.Publish': { service: 'SNS', dollars: ({ calls }) => calls * (PRICES.snsPublish + PRICES.snsEmail) },
  'AWSEvents.PutEvents': { service: 'EventBridge, alerts', dollars: ({ calls }) => calls * PRICES.eventBridgeEvent },
  'secretsmanager.GetSecretValue': {
    service: 'Secrets Manager',
    dollars: ({ calls }) => calls * PRICES.secretCall,
  },
};

/** What a function sends to a queue is received and deleted for it, too. */
const QUEUED: Price = { service: 'SQS', dollars: ({ calls }) => 3 * calls * PRICES.sqsRequest };
const FREE: Price = { service: 'Slack', dollars: () => 0 };

function priceOf(name: string): Price {
  return PRICED[name] ?? (name.startsWith('AmazonSQS.') ? QUEUED : FREE);
}
