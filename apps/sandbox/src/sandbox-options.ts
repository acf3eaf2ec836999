import { type AwsError } from './aws/aws-error.ts';
import { type Pace } from './clock/activity.ts';
import { type RateOptions } from './fake-slack/rate-limit.ts';

export interface SandboxOptions {
  /** The cloud assembly: `cdk.out` as `nx run infra:synth` leaves it. */
  readonly assembly: string;
  readonly pace: Pace;
  /** How many processes of one function may run at once. */
  readonly mostEnvironments: number;
  /** A lambda asked AWS for something the sandbox refused, or does not know. */
  readonly onRefused: (error: AwsError) => void;
  /** How many messages the fake Slack takes; its own rate when absent. */
  readonly slackRate?: RateOptions | 'off';
}
