/** Who calls, as the request's credentials and their scope say. */
export interface Caller {
  /** The function, by its name, or `person`. */
  readonly holder: string;
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string;
}

export interface ApiCall {
  readonly caller: Caller;
  /** Aborts when the caller closes the connection. */
  readonly aborted: AbortSignal;
}

/** The operations of one AWS API, by name. They throw `AwsError` to refuse. */
export type Operations = Readonly<Record<string, (input: unknown, call: ApiCall) => unknown>>;
