import { randomUUID } from 'node:crypto';
import { type FunctionDefinition, type InvocationResult } from './function-definition.ts';

export interface Destined {
  readonly fn: FunctionDefinition;
  readonly payload: string;
  readonly result: InvocationResult;
  readonly tries: number;
  readonly condition: string;
  readonly at: string;
}

/** What Lambda sends to a destination: the event, what came of it and how often it was tried. */
export function destinationRecord({ fn, payload, result, tries, condition, at }: Destined): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: at,
    requestContext: {
      requestId: randomUUID(),
      functionArn: `${fn.arn}:$LATEST`,
      condition,
      approximateInvokeCount: tries,
    },
    requestPayload: parsed(payload),
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      ...(result.kind === 'failed' && { functionError: 'Unhandled' }),
    },
    responsePayload: result.kind === 'failed' ? result.error : parsed(result.payload),
  });
}

function parsed(json: string): unknown {
  return JSON.parse(json);
}
