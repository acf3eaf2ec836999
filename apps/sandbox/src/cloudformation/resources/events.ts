import * as z from 'zod';
import { readPattern } from '@trailbell/event-pattern';
import { type Place, arnOf } from '../../aws/arn.ts';
import { type RuleState, type TargetDefinition } from '../../events/rule.ts';
import { type InputShape } from '../../events/target-input.ts';
import { namedResource, withoutName } from '../identity.ts';

import { type ResourceType } from '../resource-type.ts';
import { Count, Opaque } from './opaque.ts';

/** EventBridge's own defaults: a day, or 185 retries. */
const MOST_RETRIES = 185;
const LONGEST_AGE_SECONDS = 86_400;

const Target = z.object({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  RetryPolicy: z
    .object({
      MaximumRetryAttempts: Count.default(MOST_RETRIES),
      MaximumEventAgeInSeconds: Count.default(LONGEST_AGE_SECONDS),
    })
    .default({ MaximumRetryAttempts: MOST_RETRIES, MaximumEventAgeInSeconds: LONGEST_AGE_SECONDS }),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
});
type Target = z.infer<typeof Target>;

const states = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'] as const satisfies RuleState[];
const Rule = z.object({
  EventPattern: Opaque,
  EventBusName: z.string().default('default'),
  State: z.enum(states).default('ENABLED'),
  Targets: z.array(Target).max(5).default([]),
});

export const eventsTypes: readonly ResourceType[] = [
  {
    type: 'AWS::Events::EventBus',
    identify: (context) => {
      const { ref, attributes } = namedResource('Name', 'events', (name) => `event-bus/${name}`)(context);
      return { ref, attributes: { ...attributes, Name: ref } };
    },
    read: (_, { definitions, identity }) => {
      definitions.buses.push({ arn: identity.attributes.Arn ?? '', name: identity.ref });
    },
  },
  { type: 'AWS::Events::EventBusPolicy', identify: withoutName },
  {
    type: 'AWS::Events::Rule',
    identify: (context) => {
      const name = context.named('Name');
      const bus = busNameOf(context.text('EventBusName') ?? 'default');
      const path = bus === 'default' ? name : `${bus}/${name}`;
      return {
        ref: bus === 'default' ? name : `${bus}|${name}`,
        attributes: { Arn: arnOf('events', context, `rule/${path}`), Name: name },
      };
    },
    read: (properties, { definitions, identity, ...place }) => {
      const { EventPattern, EventBusName, State, Targets } = Rule.parse(properties);
      definitions.rules.push({
        arn: identity.attributes.Arn ?? '',
        name: identity.attributes.Name ?? '',
        busArn: busArnOf(EventBusName, place),
        pattern: readPattern(EventPattern),
        state: State,
        targets: Targets.map(targetOf),
      });
    },
  },
];

function busNameOf(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:event-bus\//, '');
}

function busArnOf(nameOrArn: string, place: Place): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('events', place, `event-bus/${nameOrArn}`);
}

function targetOf(target: Target): TargetDefinition {
  return {
    id: target.Id,
    arn: target.Arn,
    input: inputShapeOf(target),
    maximumRetryAttempts: target.RetryPolicy.MaximumRetryAttempts,
    maximumEventAgeMs: target.RetryPolicy.MaximumEventAgeInSeconds * 1000,
    deadLetterArn: target.DeadLetterConfig?.Arn,
  };
}

function inputShapeOf({ Input, InputPath, InputTransformer }: Target): InputShape {
  if (InputTransformer) {
    return { kind: 'template', paths: InputTransformer.InputPathsMap, template: InputTransformer.InputTemplate };
  }
  if (InputPath !== undefined) {
    return { kind: 'path', path: InputPath };
  }
  return Input === undefined ? { kind: 'event' } : { kind: 'constant', json: Input };
}
