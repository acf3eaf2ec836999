import * as z from 'zod';
import { type FunctionError } from './function-definition.ts';

const ReportedError = z.object({
  errorType: z.string().default('Error'),
  errorMessage: z.string().default(''),
  trace: z.array(z.string()).optional(),
});

/** The error as the runtime reported it. What is not even that is reported as it stands. */
export function readFunctionError(body: string): FunctionError {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { errorType: 'Runtime.UnreadableError', errorMessage: body };
  }
  const parsed = ReportedError.safeParse(json);
  return parsed.success ? parsed.data : { errorType: 'Runtime.UnreadableError', errorMessage: body };
}
