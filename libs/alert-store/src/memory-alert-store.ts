import { type AlertKey, type AlertStore, type TellingKey, UndecidedAlertError } from '@trailbell/alerting';
import { type AlertRecord, type TellingStatus } from './alert-item.ts';
import { tellingNameOf } from './telling-name.ts';

type MemoryRecord = Omit<AlertRecord, 'tellings'> & { readonly tellings: Map<string, TellingStatus> };

/** The same promises as the table's, in memory: for tests and backtest. What it holds ends with the process. */
export function memoryAlertStore({ now }: { readonly now: () => number }): AlertStore {
  const records = new Map<string, MemoryRecord>();

  return {
    decide: async (alert, route) => {
      const stored = records.get(nameOf(alert));
      if (stored) {
        return { alert: stored.alert, route: stored.route, fresh: false };
      }
      records.set(nameOf(alert), { alert, route, decidedAt: now(), tellings: new Map() });
      return { alert, route, fresh: true };
    },

    find: async (key) => {
      const stored = records.get(nameOf(key));
      return stored && { alert: stored.alert, route: stored.route, fresh: false };
    },

    claim: async (key, leaseUntil) => {
      const telling = tellingsOf(key).get(tellingNameOf(key));
      if (telling?.kind === 'told') {
        return 'told';
      }
      if (telling && telling.leaseUntil > now()) {
        return 'held';
      }
      tellingsOf(key).set(tellingNameOf(key), { kind: 'held', leaseUntil });
      return 'claimed';
    },

    markTold: async (key, receipt) => {
      const tellings = tellingsOf(key);
      if (tellings.get(tellingNameOf(key))?.kind !== 'told') {
        tellings.set(tellingNameOf(key), { kind: 'told', receipt, toldAt: now() });
      }
    },

    release: async (key, leaseUntil) => {
      const tellings = records.get(nameOf(key))?.tellings;
      const telling = tellings?.get(tellingNameOf(key));
      if (telling?.kind === 'held' && telling.leaseUntil === leaseUntil) {
        tellings?.delete(tellingNameOf(key));
      }
    },
  };

  function tellingsOf(key: TellingKey): Map<string, TellingStatus> {
    const stored = records.get(nameOf(key));
    if (!stored) {
      throw new UndecidedAlertError(key);
    }
    return stored.tellings;
  }
}

function nameOf({ eventKey, detectionId }: AlertKey): string {
  return JSON.stringify([eventKey, detectionId]);
}
