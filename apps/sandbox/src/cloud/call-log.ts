import * as z from 'zod';
import { type Place, arnOf } from '../aws/arn.ts';

/** A request that a function's SDK made. */
export interface SdkCall extends Place {
  /** The function that made it, or `person`. */
  readonly holder: string;
  /** As in X-Amz-Target, `AmazonSQS`; the service of the signature for the Query protocol. */
  readonly api: string;
  readonly operation: string;
  readonly input: unknown;
}

/** A call as IAM judges it. */
export interface SeenCall {
  readonly holder: string;
  /** `sqs:SendMessage` */
  readonly action: string;
  /** The ARN of what it is done to. */
  readonly resource: string;
  /** What a policy may ask of it besides, by condition key. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

type Judged = Omit<SeenCall, 'holder'>;
type Reading = (call: SdkCall) => readonly Judged[];

/** What functions asked AWS for, each kind of call once, whether it was granted or refused. Specs hold roles against it. */
export class CallLog {
  readonly #seen = new Map<string, SeenCall>();

  add(call: SdkCall): void {
    for (const judged of judgedCalls(call)) {
      const seen = { holder: call.holder, ...judged };
      this.#seen.set(JSON.stringify(seen), seen);
    }
  }

  get all(): readonly SeenCall[] {
    return [...this.#seen.values()];
  }
}

/** A call that cannot be read is judged by its name alone: no role grants that, so a spec names it. */
function judgedCalls(call: SdkCall): readonly Judged[] {
  try {
    const read = readings[call.api];
    return read?.(call) ?? [unreadable(call)];
  } catch (error) {
    if (error instanceof z.ZodError) {
      return [unreadable(call)];
    }
    throw error;
  }
}

function unreadable({ api, operation }: SdkCall): Judged {
  return { action: `${api}:${operation}`, resource: '*' };
}

const readings: Readonly<Record<string, Reading>> = {
  AmazonSQS: ({ operation, input }) => {
    const [region = '', account = '', name = ''] = OnQueue.parse(input).QueueUrl.split('/').slice(-3);
    // IAM knows no batches: SendMessageBatch is granted as SendMessage.
    return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource: arnOf('sqs', { region, account }, name) }];
  },
  sns: ({ operation, input }) => [{ action: `sns:${operation}`, resource: OnTopic.parse(input).TopicArn }],
  secretsmanager: ({ operation, input, ...place }) => [
    {
      action: `secretsmanager:${operation}`,
      resource: arnOf('secretsmanager', place, `secret:${Secret.parse(input).SecretId}-Sandbx`),
    },
  ],
  AWSEvents: ({ operation, input, ...place }) =>
    OnBuses.parse(input).Entries.map(({ EventBusName: bus, Source, DetailType }) => ({
      action: `events:${operation}`,
      resource: bus.startsWith('arn:') ? bus : arnOf('events', place, `event-bus/${bus}`),
      context: { 'events:source': [Source], 'events:detail-type': [DetailType] },
    })),
  DynamoDB: ({ operation, input, ...place }) =>
    tableCalls(operation, input).map(({ action, table }) => ({
      action: `dynamodb:${action}`,
      resource: arnOf('dynamodb', place, `table/${table}`),
    })),
};

const OnQueue = z.object({ QueueUrl: z.string() });
const OnTopic = z.object({ TopicArn: z.string() });
const Secret = z.object({ SecretId: z.string() });
const OnBuses = z.object({
  Entries: z.array(
    z.object({ EventBusName: z.string().default('default'), Source: z.string(), DetailType: z.string() }),
  ),
});
const Named = z.object({ TableName: z.string() });
const Batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Named)) });

/** IAM judges a transaction by what it does to each item. */
const IN_TRANSACTION: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

function tableCalls(operation: string, input: unknown): readonly { readonly action: string; readonly table: string }[] {
  if (operation.startsWith('Transact')) {
    return Transaction.parse(input)
      .TransactItems.flatMap((item) => Object.entries(item))
      .map(([act, { TableName }]) => ({ action: IN_TRANSACTION[act] ?? act, table: TableName }));
  }
  return operation.startsWith('Batch')
    ? Object.keys(Batch.parse(input).RequestItems).map((table) => ({ action: operation, table }))
    : [{ action: operation, table: Named.parse(input).TableName }];
}
