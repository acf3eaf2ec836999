import { type Place } from '../aws/arn.ts';
import { type TableDefinition } from '../dynamodb/table-definition.ts';
import { type RuleDefinition } from '../events/rule.ts';
import { type TrailDefinition } from '../events/trail.ts';
import { type AsyncInvokeSettings, type FunctionDefinition } from '../lambda/function-definition.ts';
import { type MappingDefinition } from '../lambda/event-source-mapping.ts';
import { type ScheduleDefinition } from '../scheduler/schedules.ts';
import { type SubscriptionDefinition, type TopicDefinition } from '../sns/topic.ts';
import { type QueueDefinition } from '../sqs/queue.ts';

/** All the sandbox runs, as the templates define it: plain data. */
export interface Definitions {
  readonly queues: Omit<QueueDefinition, 'url'>[];
  readonly functions: FunctionDefinition[];
  readonly asyncInvokes: (AsyncInvokeSettings & { readonly functionArn: string })[];
  readonly mappings: (MappingDefinition & { readonly functionArn: string; readonly queueArn: string })[];
  readonly buses: { readonly arn: string; readonly name: string }[];
  readonly rules: RuleDefinition[];
  readonly schedules: ScheduleDefinition[];
  readonly topics: TopicDefinition[];
  readonly subscriptions: (SubscriptionDefinition & { readonly topicArn: string })[];
  readonly tables: TableDefinition[];
  readonly trails: TrailDefinition[];
  readonly parameters: (Place & { readonly name: string; readonly value: string })[];
}

export function noDefinitions(): Definitions {
  return {
    queues: [],
    functions: [],
    asyncInvokes: [],
    mappings: [],
    buses: [],
    rules: [],
    schedules: [],
    topics: [],
    subscriptions: [],
    tables: [],
    trails: [],
    parameters: [],
  };
}
