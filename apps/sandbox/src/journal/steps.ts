import { parseArn } from '../aws/arn.ts';
import { type Delivery } from '../events/deliver.ts';
import { type Attempt } from '../lambda/async-invoke.ts';
import { type Batch } from '../lambda/event-source-mapping.ts';
import { type InvocationResult } from '../lambda/function-definition.ts';
import { type Step } from '../page-api.ts';

export function deliveryStep({ rule, target, result, error }: Delivery, at: string): Step {
  const to = parseArn(target.arn).resource.replace(/^(function:|event-bus\/)/, '');
  return {
    at,
    kind: result === 'dead-lettered' ? 'dead-letter' : 'rule',
    name: rule.name,
    result: stepResult(result),
    detail: error ? `to ${to}: ${error.message}` : `to ${to}`,
  };
}

export function attemptStep({ fn, result, then }: Attempt, at: string): Step {
  return {
    at,
    kind: then === 'gave-up' ? 'dead-letter' : 'lambda',
    name: fn.definition.name,
    result: then === 'retrying' ? 'retrying' : stepResult(then === 'done' ? 'delivered' : 'lost'),
    durationMs: round(result.durationMs),
    ...errorOf(result),
  };
}

export function batchStep({ fn, messages, result }: Batch, failed: boolean, at: string): Step {
  return {
    at,
    kind: 'lambda',
    name: fn.definition.name,
    result: failed ? 'retrying' : 'ok',
    durationMs: round(result.durationMs),
    detail: errorOf(result).detail ?? `in a batch of ${messages.length}`,
  };
}

function stepResult(result: Delivery['result']): Step['result'] {
  switch (result) {
    case 'delivered':
      return 'ok';
    case 'retrying':
      return 'retrying';
    case 'dead-lettered':
    case 'lost':
      return 'failed';
  }
}

function errorOf(result: InvocationResult): { readonly detail?: string } {
  return result.kind === 'failed' ? { detail: `${result.error.errorType}: ${result.error.errorMessage}` } : {};
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
