import { type Pattern } from '@trailbell/event-pattern';
import { type InputShape } from './target-input.ts';

export type RuleState = 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

export interface RuleDefinition {
  readonly arn: string;
  readonly name: string;
  readonly busArn: string;
  readonly pattern: Pattern;
  readonly state: RuleState;
  readonly targets: readonly TargetDefinition[];
}

export interface TargetDefinition {
  readonly id: string;
  readonly arn: string;
  readonly input: InputShape;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeMs: number;
  readonly deadLetterArn: string | undefined;
}
