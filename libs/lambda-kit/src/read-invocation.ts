import type * as z from 'zod';
import { describeIssues } from './describe-issue.ts';

/** The lambda was invoked with something it does not handle. */
export class UnreadableInvocationError extends Error {
  override readonly name = 'UnreadableInvocationError';
}

export function readInvocation<Event>(schema: z.ZodType<Event>, event: unknown): Event {
  const parsed = schema.safeParse(event);
  if (!parsed.success) {
    throw new UnreadableInvocationError(`this lambda cannot read its event. ${describeIssues(parsed.error)}`);
  }
  return parsed.data;
}
