import * as z from 'zod';
import { type Caller, type Operations } from '../server/operations.ts';

/** Asynchronously alone: the answer is that the event was taken. */
const Invoke = z.object({ FunctionName: z.string(), InvocationType: z.literal('Event'), Payload: z.string() });

/** Lambda's API, as far as somebody at a terminal needs it. */
export function lambdaOperations(invoke: (name: string, payload: string, caller: Caller) => void): Operations {
  return {
    Invoke: (input, { caller }) => {
      const { FunctionName, Payload } = Invoke.parse(input);
      invoke(FunctionName, Payload, caller);
    },
  };
}
