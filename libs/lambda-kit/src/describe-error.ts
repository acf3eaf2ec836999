/** An error as it is logged: what happened, where, and what led to it. Nothing else an error carries (bodies, headers, requests). */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** From the nearest cause to the first one, each as `name: message`. */
  readonly causes?: readonly string[];
}

/** Long enough for a sentence with its ids, too short for a payload that somebody put into a message. */
const MAX_MESSAGE_LENGTH = 2_000;

export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) {
    return { name: typeof error, message: 'something that is not an Error was thrown' };
  }
  const causes = causesOf(error, new Set([error]));
  return {
    name: error.name,
    message: shortened(error.message),
    ...(error.stack !== undefined && { stack: framesOf(error.stack) }),
    ...(causes.length > 0 && { causes }),
  };
}

function causesOf(error: Error, seen: Set<unknown>): readonly string[] {
  const several: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error.cause, ...several].flatMap((cause) => {
    if (!(cause instanceof Error) || seen.has(cause)) {
      return [];
    }
    seen.add(cause);
    return [`${cause.name}: ${shortened(cause.message)}`, ...causesOf(cause, seen)];
  });
}

function shortened(message: string): string {
  return message.length <= MAX_MESSAGE_LENGTH ? message : `${message.slice(0, MAX_MESSAGE_LENGTH)}…`;
}

/** The stack without the message it begins with: the message may be long, and is told beside it. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
}
