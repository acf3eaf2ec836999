import * as z from 'zod';
import { matches, readPattern } from '@trailbell/event-pattern';
import { type Place, arnOf } from '../../aws/arn.ts';

import { type MappingDefinition } from '../../lambda/event-source-mapping.ts';
import { DEFAULT_ASYNC_INVOKE } from '../../lambda/function-definition.ts';
import { sqsFilterFields } from '../../lambda/sqs-event.ts';
import { namedResource, withoutName } from '../identity.ts';
import { type ResourceType } from '../resource-type.ts';
import { Count, Flag } from './opaque.ts';

const Function = z.object({
  Code: z.object({ S3Key: z.string() }),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()).default({}) }).default({ Variables: {} }),
  Handler: z.string().regex(/^[\w-]+\.\w+$/),
  LoggingConfig: z.object({ LogGroup: z.string().optional() }).default({}),
  MemorySize: Count.default(128),
  ReservedConcurrentExecutions: Count.optional(),
  // Bundles run on the Node that runs the sandbox.
  Runtime: z.literal('nodejs24.x'),
  Timeout: Count.default(3),
  TracingConfig: z.object({ Mode: z.enum(['Active', 'PassThrough']) }).default({ Mode: 'PassThrough' }),
});

const Destination = z.object({ Destination: z.string() }).optional();
const EventInvokeConfig = z.object({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: Count.max(2).default(DEFAULT_ASYNC_INVOKE.maximumRetryAttempts),
  MaximumEventAgeInSeconds: Count.default(DEFAULT_ASYNC_INVOKE.maximumEventAgeMs / 1000),
  DestinationConfig: z.object({ OnFailure: Destination, OnSuccess: Destination }).default({}),
});

const EventSourceMapping = z.object({
  BatchSize: Count.min(1).max(10_000).default(10),
  Enabled: Flag.default(true),
  EventSourceArn: z.string().regex(/^arn:[^:]+:sqs:/),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  FunctionName: z.string(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  MaximumBatchingWindowInSeconds: Count.max(300).default(0),
  ScalingConfig: z.object({ MaximumConcurrency: Count.min(2).max(1000).optional() }).default({}),
});
type EventSourceMapping = z.infer<typeof EventSourceMapping>;

export const lambdaTypes: readonly ResourceType[] = [
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    identify: withoutName,
    read: (properties, { definitions, ...place }) => {
      const config = EventInvokeConfig.parse(properties);
      definitions.asyncInvokes.push({
        functionArn: functionArnOf(config.FunctionName, place),
        maximumRetryAttempts: config.MaximumRetryAttempts,
        maximumEventAgeMs: config.MaximumEventAgeInSeconds * 1000,
        onFailureArn: config.DestinationConfig.OnFailure?.Destination,
        onSuccessArn: config.DestinationConfig.OnSuccess?.Destination,
      });
    },
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    identify: withoutName,
    read: (properties, { definitions, ...place }) => {
      const mapping = EventSourceMapping.parse(properties);
      definitions.mappings.push({
        functionArn: functionArnOf(mapping.FunctionName, place),
        queueArn: mapping.EventSourceArn,
        batchSize: mapping.BatchSize,
        batchWindowMs: mapping.MaximumBatchingWindowInSeconds * 1000,
        maximumConcurrency: mapping.ScalingConfig.MaximumConcurrency,
        reportsBatchItemFailures: mapping.FunctionResponseTypes.length > 0,
        enabled: mapping.Enabled,
        takes: filterOf(mapping),
      });
    },
  },
  {
    type: 'AWS::Lambda::Function',
    identify: namedResource('FunctionName', 'lambda', (name) => `function:${name}`),
    read: (properties, { definitions, identity, assetFolder }) => {
      const fn = Function.parse(properties);
      definitions.functions.push({
        arn: identity.attributes.Arn ?? '',
        name: identity.ref,
        codeFolder: assetFolder(fn.Code.S3Key),
        handler: fn.Handler,
        timeoutMs: fn.Timeout * 1000,
        memoryMb: fn.MemorySize,
        environment: fn.Environment.Variables,
        reservedConcurrency: fn.ReservedConcurrentExecutions,
        traced: fn.TracingConfig.Mode === 'Active',
        logGroupName: fn.LoggingConfig.LogGroup ?? `/aws/lambda/${identity.ref}`,
        deadLetterTargetArn: fn.DeadLetterConfig?.TargetArn,
      });
    },
  },
  { type: 'AWS::Lambda::Permission', identify: withoutName },
];

function functionArnOf(nameOrArn: string, place: Place): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('lambda', place, `function:${nameOrArn}`);
}

function filterOf({ FilterCriteria }: EventSourceMapping): MappingDefinition['takes'] {
  const patterns = FilterCriteria?.Filters.map(({ Pattern }) => readPattern(JSON.parse(Pattern)));
  return (message) => patterns?.some((pattern) => matches(pattern, sqsFilterFields(message))) ?? true;
}
