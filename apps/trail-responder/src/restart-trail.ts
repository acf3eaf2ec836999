import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import * as z from 'zod';

/** What became of a stopped trail. `not-ours`: it is none of those that may be restarted. */
export type Restart =
  | { readonly kind: 'restarted' | 'would-restart' | 'not-ours'; readonly trail: string }
  | { readonly kind: 'failed'; readonly trail: string; readonly error: unknown };

export interface Restarting {
  /** ARNs of the trails that may be restarted. */
  readonly trails: readonly string[];
  /** `dry-run`: only told. */
  readonly mode: 'act' | 'dry-run';
  /** Makes a trail log again; harmless where it does. */
  readonly startLogging: (trailArn: string) => Promise<void>;
}

const StopLogging = z.object({
  errorCode: z.string().optional(),
  requestParameters: z.object({ name: z.string().min(1) }),
});

/**
 * Restarts the trail that an event says was stopped. Answers `undefined` when the call was denied, so that nothing stopped.
 * A restart that fails is an answer, too: people have to be told of it.
 */
export async function restartTrail(
  { detail, account, region }: EventEnvelope,
  { trails, mode, startLogging }: Restarting,
): Promise<Restart | undefined> {
  const { errorCode, requestParameters } = StopLogging.parse(detail);
  if (errorCode !== undefined) {
    return undefined;
  }
  // The call names its trail by name or by ARN.
  const trail = requestParameters.name;
  const arn = trails.find((known) => known === trail || known.endsWith(`:${region}:${account}:trail/${trail}`));
  if (arn === undefined) {
    return { kind: 'not-ours', trail };
  }
  if (mode === 'dry-run') {
    return { kind: 'would-restart', trail: arn };
  }
  try {
    await startLogging(arn);
    return { kind: 'restarted', trail: arn };
  } catch (error) {
    return { kind: 'failed', trail: arn, error };
  }
}
