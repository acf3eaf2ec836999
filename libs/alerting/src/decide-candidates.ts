import { type Alert, type Candidate, decided, documentKeyOf, keepForMs, timeOf } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { changeDocument } from './change-document.ts';
import { type DetectionState } from './detection-state.ts';

/**
 * The alert a candidate comes to, with what is remembered of earlier events; `undefined` for none. The same event may be decided
 * again at any time, by anybody: it comes to the same, so nothing is lost by whoever dies in between. Rejects when what is
 * remembered can be neither read nor written now.
 */
export async function decideCandidate(candidate: Candidate, state: DetectionState): Promise<Alert | undefined> {
  const { demand, alert } = candidate;
  const isLearning = await isStillLearning(candidate, state);
  const key = { detectionId: alert.detectionId, key: documentKeyOf(demand) };
  return changeDocument(state, key, keepForMs(demand), (document) => decided(candidate, { document, isLearning }));
}

/** The alerts these candidates come to, one candidate after the other: give them in the order of their events. */
export async function decideCandidates(
  candidates: readonly Candidate[],
  state: DetectionState,
): Promise<readonly Alert[]> {
  const alerts: Alert[] = [];
  for (const candidate of candidates) {
    const alert = await decideCandidate(candidate, state);
    if (alert) {
      alerts.push(alert);
    }
  }
  return alerts;
}

/** When a detection saw the first event of an account. Epoch ms of the call. */
const Learning = z.object({ since: z.number() });

/** Each detection learns each account by itself, from the first event on that it saw there; that is never forgotten. */
async function isStillLearning({ demand, alert }: Candidate, state: DetectionState): Promise<boolean> {
  if (demand.kind !== 'first-seen' || demand.learningMs === 0) {
    return false;
  }
  const { detectionId, account } = alert;
  const time = timeOf(alert);
  const since = await changeDocument(state, { detectionId, key: ['learning', account] }, undefined, (document) => {
    const learning = Learning.safeParse(document).data;
    return learning === undefined ? { answer: time, document: { since: time } } : { answer: learning.since };
  });
  return time < since + demand.learningMs;
}
