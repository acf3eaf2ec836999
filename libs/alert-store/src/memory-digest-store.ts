import {
  type AlertStore,
  DigestEntry,
  type DigestStore,
  type DigestWindow,
  LeaseLostError,
  NEW_WINDOW,
  type TellingKey,
  alertKeyOf,
} from '@trailbell/alerting';
import { DIGEST_APP, entryNameOf, tellingNameOfEntry } from './digest-item.ts';
import { AlertMemory, alertStoreIn } from './memory-alert-store.ts';

/** Alerts and their digest in memory, with the promises of the table. */
export interface MemoryStores {
  readonly alerts: AlertStore;
  readonly digest: DigestStore;
}

export function memoryStores({ now }: { readonly now: () => number }): MemoryStores {
  const memory = new AlertMemory(now);
  return { alerts: alertStoreIn(memory), digest: new MemoryDigestStore(memory, now) };
}

class MemoryDigestStore implements DigestStore {
  readonly #alerts: AlertMemory;
  readonly #now: () => number;
  readonly #entries = new Map<string, DigestEntry>();
  readonly #members = new Map<string, readonly DigestEntry[]>();
  #window: DigestWindow = NEW_WINDOW;
  #leaseUntil = 0;

  constructor(alerts: AlertMemory, now: () => number) {
    this.#alerts = alerts;
    this.#now = now;
  }

  add(entries: readonly DigestEntry[]): Promise<void> {
    for (const entry of entries) {
      this.#entries.set(entryNameOf(entry), DigestEntry.parse(entry));
    }
    return Promise.resolve();
  }

  hold(leaseUntil: number): Promise<DigestWindow | 'held'> {
    if (this.#leaseUntil > this.#now()) {
      return Promise.resolve('held');
    }
    this.#leaseUntil = leaseUntil;
    return Promise.resolve(this.#window);
  }

  save(window: DigestWindow, leaseUntil: number): Promise<void> {
    if (this.#leaseUntil !== leaseUntil) {
      return Promise.reject(new LeaseLostError());
    }
    this.#window = window;
    return Promise.resolve();
  }

  release(leaseUntil: number): Promise<void> {
    this.#leaseUntil = this.#leaseUntil === leaseUntil ? 0 : this.#leaseUntil;
    return Promise.resolve();
  }

  untold(most: number): Promise<readonly DigestEntry[]> {
    for (const [name, entry] of this.#entries) {
      if (this.#alerts.isTold(tellingKeyOf(entry))) {
        this.#entries.delete(name);
      }
    }
    const names = [...this.#entries.keys()].sort().slice(0, most);
    return Promise.resolve(names.flatMap((name) => this.#entries.get(name) ?? []));
  }

  writeMembers(id: string, entries: readonly DigestEntry[]): Promise<number> {
    this.#members.set(id, [...entries]);
    return Promise.resolve(1);
  }

  readMembers({ id }: { readonly id: string }): Promise<readonly DigestEntry[]> {
    return Promise.resolve(this.#members.get(id) ?? []);
  }

  settle(entries: readonly DigestEntry[], receipt: string): Promise<void> {
    for (const entry of entries) {
      if (this.#alerts.has(entry.alert)) {
        this.#alerts.markTold(tellingKeyOf(entry), receipt);
      }
      this.#entries.delete(entryNameOf(entry));
    }
    return Promise.resolve();
  }
}

function tellingKeyOf(entry: DigestEntry): TellingKey {
  return {
    ...alertKeyOf(entry.alert),
    app: DIGEST_APP,
    notifier: tellingNameOfEntry(entry).replace(`${DIGEST_APP}/`, ''),
  };
}
