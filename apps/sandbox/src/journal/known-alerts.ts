import { type AlertOutcome, type TimelineAlert } from '../page-api.ts';
import { type AlertRecord } from '@trailbell/alert-store';
import { isToldInDigest, outcomeOnceTold } from '@trailbell/alerting';

/** One alert as the table and the dead-letter queues have it. */
export interface KnownAlert {
  readonly alert: AlertRecord['alert'];
  readonly route: AlertRecord['route'];
  readonly outcome: AlertOutcome;
}

/** What dead letters are about: alerts that were decided, or whole events. */
export interface DeadLettered {
  /** By `alertId`. */
  readonly alertIds: ReadonlySet<string>;
  readonly eventKeys: ReadonlySet<string>;
  /** Whether the end of a digest window is among them: what waited for that digest is dead with it. */
  readonly digest: boolean;
}

/** The alerts decided so far, each with what became of it. */
export class KnownAlerts {
  readonly #items = new Map<string, Map<string, AlertRecord>>();
  readonly #outcomes: Record<AlertOutcome, number> = {
    pending: 0,
    alerted: 0,
    grouped: 0,
    digested: 0,
    suppressed: 0,
    'dead-lettered': 0,
  };
  #deadLettered: DeadLettered = { alertIds: new Set(), eventKeys: new Set(), digest: false };

  get outcomes(): Readonly<Record<AlertOutcome, number>> {
    return { ...this.#outcomes };
  }

  get count(): number {
    return Object.values(this.#outcomes).reduce((sum, count) => sum + count, 0);
  }

  get all(): readonly KnownAlert[] {
    return [...this.#items.values()].flatMap((ofEvent) =>
      [...ofEvent.values()].map((item) => ({
        alert: item.alert,
        route: item.route,
        outcome: this.#outcomeOf(item),
      })),
    );
  }

  of(eventKey: string): readonly TimelineAlert[] {
    return [...(this.#items.get(eventKey)?.values() ?? [])].map((item) => this.#timelineAlert(item));
  }

  put(item: AlertRecord): void {
    const { eventKey, detectionId } = item.alert;
    const ofEvent = this.#items.get(eventKey) ?? new Map<string, AlertRecord>();
    const before = ofEvent.get(detectionId);
    if (before) {
      this.#outcomes[this.#outcomeOf(before)] -= 1;
    }
    ofEvent.set(detectionId, item);
    this.#items.set(eventKey, ofEvent);
    this.#outcomes[this.#outcomeOf(item)] += 1;
  }

  /** What lies in dead-letter queues now. Answers the keys of the events whose alerts changed by that. */
  setDeadLettered(deadLettered: DeadLettered): readonly string[] {
    const before = this.#deadLettered;
    const changed = [...this.#items.values()]
      .flatMap((ofEvent) => [...ofEvent.values()])
      .filter((item) => isAmong(item, before) !== isAmong(item, deadLettered));
    for (const item of changed) {
      this.#outcomes[this.#outcomeOf(item)] -= 1;
    }
    this.#deadLettered = deadLettered;
    for (const item of changed) {
      this.#outcomes[this.#outcomeOf(item)] += 1;
    }
    return changed.map(({ alert }) => alert.eventKey);
  }

  #timelineAlert(item: AlertRecord): TimelineAlert {
    const { detectionId, title, severity, summary } = item.alert;
    return { detectionId, title, severity, summary, route: item.route, outcome: this.#outcomeOf(item) };
  }

  /** Told is told, by whichever notifier; only what no person was told of can be pending or dead. */
  #outcomeOf({ alert, route, incident, suppression, tellings }: AlertRecord): AlertOutcome {
    if (suppression) {
      return 'suppressed'; // it is recorded with its reason, which is all that becomes of it
    }
    if (Object.entries(tellings).some(([by, { kind }]) => kind === 'told' && !TELLS_NOBODY.includes(by))) {
      return outcomeOnceTold({ alert, route, incident });
    }
    return isAmong({ alert, route, incident }, this.#deadLettered) ? 'dead-lettered' : 'pending';
  }
}

/** Marks that tell no person: an alert that rang was counted in a digest, an alert was put on the hub bus. */
const TELLS_NOBODY = ['digest-lambda/rang', 'alert-lambda/hub-bus'];

function isAmong(
  { alert, route, incident }: Pick<AlertRecord, 'alert' | 'route' | 'incident'>,
  { alertIds, eventKeys, digest }: DeadLettered,
): boolean {
  const isDead = alertIds.has(alertId(alert)) || eventKeys.has(alert.eventKey);
  return isDead || (digest && isToldInDigest({ route, incident }));
}

export function alertId({
  eventKey,
  detectionId,
}: {
  readonly eventKey: string;
  readonly detectionId: string;
}): string {
  return JSON.stringify([eventKey, detectionId]);
}
