import {
  type Incident,
  type IncidentStore,
  type Joined,
  type Redraw,
  type Route,
  type StormStore,
  StoreUnavailableError,
  aspectsOf,
  incidentAmong,
  memberNameOf,
  newsOf,
  openingBy,
  subjectKeyOf,
  timeOf,
} from '@trailbell/alerting';
import { type Alert, type Severity } from '@trailbell/detections';
import { firstShownIn, redrawIn, stateIn } from './incident-item.ts';
import { promised } from './promised.ts';

/** What the table's item holds. */
interface MemoryItem {
  readonly members: Record<string, number>;
  readonly shown: Record<string, string>;
  readonly severities: Partial<Record<Severity, string>>;
  readonly drawn: Record<string, number>;
  root?: string;
  redraw?: { readonly by: string; readonly at: number } | undefined;
}

interface MemoryOptions {
  readonly now: () => number;
  /** Without them, every incident is told by itself. */
  readonly storms?: Pick<StormStore, 'admit'>;
}

/** The same promises as the table's, in memory, and without bounds: for tests. What it holds ends with the process. */
export function memoryIncidentStore({ now, storms }: MemoryOptions): IncidentStore {
  const memory = new IncidentMemory(now);
  return {
    place: async (alert, route) => memory.known(alert) ?? memory.place(alert, route, await storms?.admit(alert, route)),
    join: (incident, alert) => promised(() => memory.join(incident, alert)),
    takeRoot: (incident, alert) => promised(() => memory.takeRoot(incident, alert)),
    claimRedraw: (incident, alert, staleMs) => promised(() => memory.claimRedraw(incident, alert, staleMs)),
    beginRedraw: (incident) => promised(() => memory.beginRedraw(incident)),
    markDrawn: (incident, notifier, revision) => promised(() => memory.markDrawn(incident, notifier, revision)),
  };
}

class IncidentMemory {
  readonly #bySubject = new Map<string, Incident[]>();
  readonly #items = new Map<string, MemoryItem>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  known(alert: Alert): Incident | undefined {
    return incidentAmong(this.#bySubject.get(subjectKeyOf(alert)) ?? [], alert);
  }

  /** Opens an incident, unless another alert did meanwhile. */
  place(alert: Alert, route: Route, storm: string | undefined): Incident {
    const known = this.known(alert);
    if (known) {
      return known;
    }
    const opened = openingBy(alert, route, { storm, placedAt: this.#now() });
    const key = subjectKeyOf(alert);
    this.#bySubject.set(key, [...(this.#bySubject.get(key) ?? []), opened]);
    return opened;
  }

  join(incident: Incident, alert: Alert): Joined {
    const item = this.#items.get(nameOf(incident)) ?? { members: {}, shown: {}, severities: {}, drawn: {} };
    this.#items.set(nameOf(incident), item);
    const me = memberNameOf(alert);
    item.members[me] = timeOf(alert);
    item.severities[alert.severity] ??= me;
    for (const aspect of aspectsOf(alert)) {
      item.shown[aspect] ??= me;
    }
    return { state: stateIn(item, incident), news: newsOf(alert, incident, firstShownIn(item)), root: item.root };
  }

  takeRoot(incident: Incident, { eventKey }: Alert): string {
    return (this.#itemOf(incident).root ??= eventKey);
  }

  claimRedraw(incident: Incident, alert: Alert, staleMs: number): boolean {
    const item = this.#itemOf(incident);
    const by = memberNameOf(alert);
    const isFree = !item.redraw || item.redraw.by === by || item.redraw.at < this.#now() - staleMs;
    if (isFree) {
      item.redraw = { by, at: this.#now() };
    }
    return isFree;
  }

  beginRedraw(incident: Incident): Redraw {
    const item = this.#itemOf(incident);
    item.redraw = undefined;
    return redrawIn(item, incident);
  }

  markDrawn(incident: Incident, notifier: string, revision: number): boolean {
    const { drawn } = this.#itemOf(incident);
    const isLatest = (drawn[notifier] ?? 0) <= revision;
    if (isLatest) {
      drawn[notifier] = revision;
    }
    return isLatest;
  }

  #itemOf(incident: Incident): MemoryItem {
    const item = this.#items.get(nameOf(incident));
    if (!item) {
      throw new StoreUnavailableError(`nothing joined the incident ${nameOf(incident)}`);
    }
    return item;
  }
}

function nameOf({ eventKey, detectionId }: Incident): string {
  return JSON.stringify([eventKey, detectionId]);
}
