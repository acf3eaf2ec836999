import {
  type Errand,
  type StoredAlert,
  type StormStore,
  isOpenedBy,
  memberNameOf,
  queuedStormOf,
} from '@trailbell/alerting';
import { STALE_MS } from './redraw-incident.ts';

/** How soon people are told that a storm began, and how often at most what it comes to. */
const TELL_AFTER_MS = 5_000;

export interface FoldingIncidents {
  readonly storms: StormStore;
  readonly putOff: (errand: Errand, waitMs: number) => Promise<void>;
}

/** Adds the incident that this alert opened to its storm, if it is in one, and has people told of that in a while. */
export async function foldIncident({ alert, incident }: StoredAlert, folding: FoldingIncidents): Promise<void> {
  if (incident?.storm === undefined || !isOpenedBy(incident, alert)) {
    return;
  }
  const { storm, route } = incident;
  await folding.storms.fold(storm, incident);
  if (await folding.storms.claimTelling(storm, memberNameOf(alert), STALE_MS)) {
    await folding.putOff(queuedStormOf(storm, route), TELL_AFTER_MS);
  }
}
