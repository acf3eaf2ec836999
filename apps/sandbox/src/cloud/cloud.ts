import { type Place, arnOf, parseArn, samePlace } from '../aws/arn.ts';
import { AwsError } from '../aws/aws-error.ts';
import { type Activity } from '../clock/activity.ts';
import { type SandboxClock } from '../clock/sandbox-clock.ts';
import { type Definitions } from '../cloudformation/definitions.ts';
import { EventBus } from '../events/event-bus.ts';
import { EventSourceMapping } from '../lambda/event-source-mapping.ts';
import {
  type AsyncInvokeSettings,
  type FunctionDefinition,
  DEFAULT_ASYNC_INVOKE,
} from '../lambda/function-definition.ts';
import { type FunctionContext, LambdaFunction } from '../lambda/lambda-function.ts';
import { type Topic } from '../sns/topic.ts';
import { type Queue } from '../sqs/queue.ts';
import { type Queues } from '../sqs/queues.ts';
import { type CloudObserver } from './observer.ts';

export interface CloudContext {
  readonly clock: SandboxClock;
  readonly activity: Activity;
  readonly observer: CloudObserver;
  readonly queues: Queues;
  /** Where a queue answers, for the URL lambdas are given. */
  readonly queueUrl: (queueArn: string) => string;
  readonly functionContext: (
    definition: FunctionDefinition,
  ) => Omit<FunctionContext, 'activity' | 'aheadMs' | 'onChange'>;
}

/** The running resources of all stacks, found by ARN. */
export class Cloud {
  readonly queues: Queues;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly #buses = new Map<string, EventBus>();
  readonly #mappings: readonly EventSourceMapping[];
  readonly #asyncInvokes: ReadonlyMap<string, AsyncInvokeSettings>;

  constructor(definitions: Definitions, context: CloudContext) {
    const { observer } = context;
    this.queues = context.queues;
    for (const queue of definitions.queues) {
      this.queues.create({ ...queue, url: context.queueUrl(queue.arn) });
    }
    this.topics = topicsOf(definitions);
    this.functions = functionsOf(definitions, context);
    this.#asyncInvokes = new Map(definitions.asyncInvokes.map((settings) => [settings.functionArn, settings]));
    for (const { arn, name } of definitions.buses) {
      this.#buses.set(arn, new EventBus(arn, name));
    }
    for (const rule of definitions.rules) {
      this.#busOfRule(rule.busArn).addRule(rule);
    }
    this.#mappings = definitions.mappings.map(
      (mapping) =>
        new EventSourceMapping(this.#queueAt(mapping.queueArn), this.functionAt(mapping.functionArn), mapping, {
          ...context,
          onBatch: (batch) => {
            observer.onBatch(batch);
          },
        }),
    );
  }

  start(): void {
    for (const mapping of this.#mappings) {
      mapping.start();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.functions.values()].map((fn) => fn.stop()));
  }

  get buses(): readonly EventBus[] {
    return [...this.#buses.values()];
  }

  findBus(arn: string): EventBus | undefined {
    return this.#buses.get(arn);
  }

  /** The default bus of a place, if a stack put rules on it. */
  defaultBusAt(place: Place): EventBus | undefined {
    return this.#buses.get(arnOf('events', place, DEFAULT_BUS));
  }

  /** The default bus that stands in for those of places the environment does not have: the home region's, or else the first. */
  get standInBus(): EventBus | undefined {
    const defaults = this.buses.filter(({ arn }) => parseArn(arn).resource === DEFAULT_BUS);
    const homes = this.buses.filter((bus) => !defaults.includes(bus)).map(({ arn }) => parseArn(arn));
    return defaults.find(({ arn }) => homes.some((home) => samePlace(home, parseArn(arn)))) ?? defaults[0];
  }

  functionAt(arn: string): LambdaFunction {
    const fn = this.functions.get(arn);
    if (!fn) {
      throw new AwsError('ResourceNotFoundException', `no stack has the function ${arn}`, 404);
    }
    return fn;
  }

  functionNamed(name: string): LambdaFunction | undefined {
    return [...this.functions.values()].find(({ definition }) => definition.name === name);
  }

  asyncInvokeOf(functionArn: string): AsyncInvokeSettings {
    return this.#asyncInvokes.get(functionArn) ?? DEFAULT_ASYNC_INVOKE;
  }

  #queueAt(arn: string): Queue {
    const queue = this.queues.find(arn);
    if (!queue) {
      throw new Error(`an event source mapping consumes ${arn}, which no stack has`);
    }
    return queue;
  }

  /** Default buses are everywhere; all others belong to a stack. */
  #busOfRule(arn: string): EventBus {
    const known = this.#buses.get(arn);
    if (known) {
      return known;
    }
    if (parseArn(arn).resource !== DEFAULT_BUS) {
      throw new Error(`a rule stands on ${arn}, a bus no stack has`);
    }
    const bus = new EventBus(arn, 'default');
    this.#buses.set(arn, bus);
    return bus;
  }
}

export const DEFAULT_BUS = 'event-bus/default';

function topicsOf({ topics, subscriptions }: Definitions): ReadonlyMap<string, Topic> {
  return new Map(
    topics.map((definition) => [
      definition.arn,
      { definition, subscriptions: subscriptions.filter(({ topicArn }) => topicArn === definition.arn) },
    ]),
  );
}

function functionsOf(
  { functions }: Definitions,
  { clock, activity, observer, functionContext }: CloudContext,
): ReadonlyMap<string, LambdaFunction> {
  return new Map(
    functions.map((definition) => [
      definition.arn,
      new LambdaFunction(definition, {
        ...functionContext(definition),
        activity,
        aheadMs: () => clock.aheadMs,
        onChange: (fn) => {
          observer.onFunctionChange(fn);
        },
      }),
    ]),
  );
}
