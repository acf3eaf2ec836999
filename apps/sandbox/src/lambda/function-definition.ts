/** A function as its template deploys it. */
export interface FunctionDefinition {
  readonly arn: string;
  readonly name: string;
  /** The folder that holds the bundle. */
  readonly codeFolder: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  readonly traced: boolean;
  readonly logGroupName: string;
  /** The queue or topic that takes events whose asynchronous invocations all failed; the destination's older sibling. */
  readonly deadLetterTargetArn: string | undefined;
  /** Where its process takes a debugger, when somebody asked for that. */
  readonly inspectPort?: number;
}

export interface AsyncInvokeSettings {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeMs: number;
  readonly onFailureArn: string | undefined;
  readonly onSuccessArn: string | undefined;
}

export const DEFAULT_ASYNC_INVOKE: AsyncInvokeSettings = {
  maximumRetryAttempts: 2,
  maximumEventAgeMs: 6 * 60 * 60 * 1000,
  onFailureArn: undefined,
  onSuccessArn: undefined,
};

/** What came of one invocation. */
export type InvocationResult =
  | { readonly kind: 'succeeded'; readonly payload: string; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly error: FunctionError; readonly durationMs: number };

export interface FunctionError {
  /** `TypeError`, `Sandbox.Timedout`, `Runtime.ExitError`, … */
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[] | undefined;
}
