import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type AwsError } from '../aws/aws-error.ts';
import { type Clock } from '../clock/sandbox-clock.ts';
import { DynamoDb } from '../dynamodb/dynamo-db.ts';
import { type Item } from '../dynamodb/item.ts';
import { eventsOperations } from '../events/put-events.ts';
import { lambdaOperations } from '../lambda/lambda-api.ts';
import { RuntimeApi } from '../lambda/runtime-api.ts';
import { Parameters } from '../secrets/parameters.ts';
import { Secrets } from '../secrets/secrets.ts';
import { createAwsServer } from '../server/aws-server.ts';
import { type Meet } from '../server/call-faults.ts';
import { type Listening, listenOnLoopback } from '../server/listen.ts';
import { type Operations } from '../server/operations.ts';
import { snsOperations } from '../sns/sns-api.ts';
import { type Queues } from '../sqs/queues.ts';
import { sqsOperations } from '../sqs/sqs-api.ts';
import { AccessKeys } from './access-keys.ts';
import { CallLog, type SdkCall } from './call-log.ts';
import { type Couriers } from './couriers.ts';

export interface BackendObserver {
  /** What was stored in a table, and again each time it is changed. */
  readonly onStored: (item: Item) => void;
  /** A request the sandbox could not honour. */
  readonly onRefused: (error: AwsError) => void;
  readonly meet: Meet;
}

/** AWS's APIs on one loopback port, as lambdas see them. */
export class AwsBackend {
  readonly keys = new AccessKeys();
  readonly runtimeApi = new RuntimeApi();
  readonly secrets = new Secrets();
  readonly parameters = new Parameters();
  readonly dynamoDb: DynamoDb;
  readonly calls = new CallLog();
  readonly #clock: Clock;
  readonly #apis: Record<string, Operations>;
  readonly #observer: BackendObserver;
  #listening: Listening | undefined;

  constructor(clock: Clock, queues: Queues, observer: BackendObserver) {
    this.#clock = clock;
    this.#observer = observer;
    this.dynamoDb = new DynamoDb(observer.onStored);
    this.#apis = {
      AmazonSQS: sqsOperations(queues, clock),
      DynamoDB: this.dynamoDb.operations,
      AmazonSSM: this.parameters.operations(),
      secretsmanager: this.secrets.operations(),
    };
  }

  /** Starts to answer, on a free port; answers its address. */
  async listen(): Promise<string> {
    const onCall = (call: SdkCall): void => {
      this.calls.add(call);
    };
    const server = createAwsServer({
      apis: this.#apis,
      runtimeApi: this.runtimeApi,
      holderOf: (key) => this.keys.holderOf(key),
      onCall,
      meet: this.#observer.meet,
      onRefused: this.#observer.onRefused,
    });
    this.#listening = await listenOnLoopback(server);
    return this.#listening.address;
  }

  /** Adds the APIs that reach other resources. What is put on a default bus comes in there, as what AWS puts on it. */
  serve(couriers: Couriers, ingest: (envelope: EventEnvelope) => void): void {
    this.#apis.AWSEvents = eventsOperations({
      now: () => this.#clock.now(),
      putOnBus: (bus, envelope, caller) => {
        if (bus === 'default') {
          ingest(envelope);
        } else {
          couriers.putByName(bus, envelope, caller);
        }
      },
    });
    this.#apis.lambda = lambdaOperations((name, payload, caller) => {
      couriers.invokeByName(name, payload, caller);
    });
    this.#apis.sns = snsOperations((published) => couriers.publish(published));
  }

  get address(): string {
    if (!this.#listening) {
      throw new Error('the sandbox does not listen yet');
    }
    return this.#listening.address;
  }

  queueUrl({
    region,
    account,
    name,
  }: {
    readonly region: string;
    readonly account: string;
    readonly name: string;
  }): string {
    return `http://${this.address}/queues/${region}/${account}/${name}`;
  }

  async close(): Promise<void> {
    await this.#listening?.close();
  }
}
