import { type MiddlewareObj } from '@middy/core';
import type * as z from 'zod';
import { describeIssues } from './describe-issue.ts';

/** The lambda was invoked with something it does not handle. */
export class UnreadableInvocationError extends Error {
  override readonly name = 'UnreadableInvocationError';
}

/** Replaces the event by what its schema makes of it. */
export function parseInvocation<Event>(schema: z.ZodType<Event>): MiddlewareObj<Event> {
  return {
    before: (request) => {
      const parsed = schema.safeParse(request.event);
      if (!parsed.success) {
        throw new UnreadableInvocationError(`this lambda cannot read its event. ${describeIssues(parsed.error)}`);
      }
      request.event = parsed.data;
    },
  };
}
