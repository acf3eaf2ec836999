import { type CallArguments } from '../call-arguments.ts';
import { type FileStore } from '../file-store.ts';
import { type RateLimit } from '../rate-limit.ts';
import { type Workspace } from '../workspace.ts';

/** What the methods act on. */
export interface Slack {
  readonly workspace: Workspace;
  readonly files: FileStore;
  readonly rate: RateLimit;
  /** Where this server is reached: for the upload addresses it hands out. */
  readonly origin: string;
}

/** A method of Slack's Web API: answers what goes beside `ok: true`, or throws an `ApiError`. */
export type Method = (call: CallArguments, slack: Slack) => Readonly<Record<string, unknown>>;
