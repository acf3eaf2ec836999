import { type AlertStore } from '../alert-store.ts';
import { type Teller } from '../telling.ts';

export const NOW = Date.parse('2026-10-13T07:02:30Z');
export const LEASE_MS = 30_000;

/** What was asked of the store, one line each, in order. */
export type Calls = string[];

/** A teller whose store notes what is asked of it, grants every claim, and answers otherwise where it is told to. */
export function tellerWith(calls: Calls, answers: Partial<AlertStore> = {}): Teller {
  const noted = <Arguments extends readonly unknown[], Answer>(
    name: string,
    answer: (...given: Arguments) => Promise<Answer>,
  ) => {
    return (...given: Arguments) => {
      calls.push([name, ...given.map((part) => describe(part))].join(' '));
      return answer(...given);
    };
  };
  const unused = () => Promise.reject(new Error('nothing here is decided or found'));
  return {
    app: 'alert-lambda',
    now: () => NOW,
    leaseMs: LEASE_MS,
    store: {
      decide: unused,
      find: unused,
      receiptOf: noted('receiptOf', answers.receiptOf ?? (() => Promise.resolve(undefined))),
      claim: noted('claim', answers.claim ?? (() => Promise.resolve('claimed' as const))),
      markTold: noted('markTold', answers.markTold ?? (() => Promise.resolve())),
      release: noted('release', answers.release ?? (() => Promise.resolve())),
    },
  };
}

function describe(part: unknown): string {
  if (typeof part === 'object' && part !== null && 'eventKey' in part) {
    const { eventKey, detectionId, app, notifier } = part as Record<string, string>;
    return [eventKey, detectionId, app, notifier].join('/');
  }
  return typeof part === 'number' ? `+${part - NOW}` : String(part);
}
