import { type Claim, type Receipt, type TellingKey } from '@trailbell/alerting';
import { type TellingStatus } from './alert-item.ts';
import { tellingNameOf } from './telling-name.ts';

type By = Pick<TellingKey, 'app' | 'notifier'>;

/** Who was told of one thing, in memory. */
export class MemoryTellings {
  readonly #byName = new Map<string, TellingStatus>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  claim(by: By, leaseUntil: number): Claim {
    const telling = this.#byName.get(tellingNameOf(by));
    if (telling?.kind === 'told') {
      return 'told';
    }
    if (telling && telling.leaseUntil > this.#now()) {
      return 'held';
    }
    this.#byName.set(tellingNameOf(by), { kind: 'held', leaseUntil });
    return 'claimed';
  }

  receiptOf(by: By): Receipt | undefined {
    const telling = this.#byName.get(tellingNameOf(by));
    return telling?.kind === 'told' ? telling.receipt : undefined;
  }

  markTold(by: By, receipt: Receipt): void {
    if (this.receiptOf(by) === undefined) {
      this.#byName.set(tellingNameOf(by), { kind: 'told', receipt, toldAt: this.#now() });
    }
  }

  release(by: By, leaseUntil: number): void {
    const telling = this.#byName.get(tellingNameOf(by));
    if (telling?.kind === 'held' && telling.leaseUntil === leaseUntil) {
      this.#byName.delete(tellingNameOf(by));
    }
  }
}
