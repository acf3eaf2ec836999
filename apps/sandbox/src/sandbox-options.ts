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
  /** By how much the clocks of a function's processes are wrong, in milliseconds, in turn; all are right when absent. */
  readonly clockSkewsMs?: readonly number[];
  /** Folders of bundles that are run in the place of the synthesised ones, by the function's name. */
  readonly bundles?: Readonly<Record<string, string>>;
  /** Of one app alone: its stack, those of the core, and those of apps whose queues it sends to. */
  readonly only?: OnlyApp;
}

export interface OnlyApp {
  readonly functionName: string;
  readonly takesStack: (stack: string) => boolean;
  /** The folder of a bundle that is run in the place of the synthesised one. */
  readonly bundleFolder?: string;
  /** Where its process takes a debugger, on 127.0.0.1. It then has one process, and no timeout ends it at a breakpoint. */
  readonly inspectPort?: number;
}
