import {
  type AlertKey,
  type AlertStore,
  type Claim,
  type Decision,
  type Receipt,
  type Route,
  type StoredAlert,
  type TellingKey,
  UndecidedAlertError,
} from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { MemoryTellings } from './memory-tellings.ts';
import { promised } from './promised.ts';

interface MemoryRecord {
  readonly decided: Omit<StoredAlert, 'fresh'>;
  readonly tellings: MemoryTellings;
}

/** The same promises as the table's, in memory: for tests and backtest. What it holds ends with the process. */
export function memoryAlertStore(context: { readonly now: () => number }): AlertStore {
  return alertStoreIn(new AlertMemory(context.now));
}

export function alertStoreIn(memory: AlertMemory): AlertStore {
  return {
    decide: (alert, route, placement) => promised(() => memory.decide(alert, route, placement)),
    find: (key) => promised(() => memory.find(key)),
    claim: (key, leaseUntil) => promised(() => memory.claim(key, leaseUntil)),
    receiptOf: (key) => promised(() => memory.receiptOf(key)),
    markTold: (key, receipt) =>
      promised(() => {
        memory.markTold(key, receipt);
      }),
    release: (key, leaseUntil) =>
      promised(() => {
        memory.release(key, leaseUntil);
      }),
  };
}

export class AlertMemory {
  readonly #records = new Map<string, MemoryRecord>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  decide(alert: Alert, route: Route, { claims, ...placement }: Decision = {}): StoredAlert {
    const stored = this.find(alert);
    if (stored) {
      return stored;
    }
    const decided = { alert, route, ...placement };
    const tellings = new MemoryTellings(this.#now);
    this.#records.set(nameOf(alert), { decided, tellings });
    claims?.notifiers.forEach((notifier) => tellings.claim({ app: claims.app, notifier }, claims.until));
    return { ...decided, fresh: true, ...(claims && { claims }) };
  }

  find(key: AlertKey): StoredAlert | undefined {
    const record = this.#records.get(nameOf(key));
    return record && { ...record.decided, fresh: false };
  }

  claim(key: TellingKey, leaseUntil: number): Claim {
    return this.#tellingsOf(key).claim(key, leaseUntil);
  }

  receiptOf(key: TellingKey): Receipt | undefined {
    return this.#records.get(nameOf(key))?.tellings.receiptOf(key);
  }

  markTold(key: TellingKey, receipt: Receipt): void {
    this.#tellingsOf(key).markTold(key, receipt);
  }

  isTold(key: TellingKey): boolean {
    return this.receiptOf(key) !== undefined;
  }

  has(key: AlertKey): boolean {
    return this.#records.has(nameOf(key));
  }

  release(key: TellingKey, leaseUntil: number): void {
    this.#records.get(nameOf(key))?.tellings.release(key, leaseUntil);
  }

  #tellingsOf(key: TellingKey): MemoryTellings {
    const stored = this.#records.get(nameOf(key));
    if (!stored) {
      throw new UndecidedAlertError(key);
    }
    return stored.tellings;
  }
}

function nameOf({ eventKey, detectionId }: AlertKey): string {
  return JSON.stringify([eventKey, detectionId]);
}
