import * as z from 'zod';
import { arnOf } from '../../aws/arn.ts';
import { namedResource } from '../identity.ts';
import { type ResourceType } from '../resource-type.ts';

/** Why a target is not run: by what its ARN begins with. */
const NOT_RUN: readonly (readonly [prefix: string, reason: string])[] = [
  [
    'arn:aws:scheduler:::aws-sdk:',
    'a universal target calls an API of AWS, and none of those is on the path of an event',
  ],
];

const Schedule = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.literal('UTC', { error: 'the sandbox runs schedules in UTC alone' }).default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  FlexibleTimeWindow: z.object({ Mode: z.literal('OFF') }),
  Target: z.object({
    Arn: z.string(),
    Input: z.string().optional(),
    DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  }),
});

export const schedulerTypes: readonly ResourceType[] = [
  {
    type: 'AWS::Scheduler::Schedule',
    identify: namedResource('Name', 'scheduler', (name) => `schedule/default/${name}`),
    read: (properties, { definitions, identity, ...place }) => {
      const { ScheduleExpression, State, Target } = Schedule.parse(properties);
      const notRun = NOT_RUN.find(([prefix]) => Target.Arn.startsWith(prefix))?.[1];
      if (State === 'DISABLED' || notRun !== undefined) {
        return;
      }
      if (!Target.Arn.startsWith('arn:aws:sqs:')) {
        throw new Error(`the sandbox runs schedules whose target is an SQS queue, not ${Target.Arn}`);
      }
      definitions.schedules.push({
        arn: identity.attributes.Arn ?? arnOf('scheduler', place, `schedule/default/${identity.ref}`),
        name: identity.ref,
        expression: ScheduleExpression,
        targetArn: Target.Arn,
        input: Target.Input ?? '{}',
        deadLetterArn: Target.DeadLetterConfig?.Arn,
      });
    },
  },
];
