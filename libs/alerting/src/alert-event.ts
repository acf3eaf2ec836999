import { Alert, DRILL, type Severity } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type StoredAlert } from './alert-store.ts';
import { isOpenedBy, isToldInDigest } from './incident.ts';
import { Route } from './routing.ts';

/** As which alerts are on the hub bus. No other source may be called so, and no rule takes it but those that ask for alerts. */
export const ALERT_EVENT = { source: 'trailbell', detailType: 'Alert' } as const;

/**
 * What an alert is on the hub bus, for the apps of teams. Fields may be added within a version; a change of meaning is a
 * new version, put on the bus beside this one. docs/alert-events.md explains it.
 */
export const AlertEventDetail = z.object({
  version: z.literal(1),
  alert: Alert,
  /** Where people are told of it. */
  route: Route,
  /** The incident it is part of; absent for what only goes into a digest. */
  incident: z
    .object({
      /** Of the alert that opened it, and whether this is that one. */
      eventKey: z.string(),
      opened: z.boolean(),
    })
    .optional(),
});
export type AlertEventDetail = z.infer<typeof AlertEventDetail>;

/** An alert as a rule of the hub bus delivers it. */
export const AlertEvent = z.object({
  source: z.literal(ALERT_EVENT.source),
  'detail-type': z.literal(ALERT_EVENT.detailType),
  detail: AlertEventDetail,
});
export type AlertEvent = z.infer<typeof AlertEvent>;

export function alertEventDetailOf({ alert, route, incident }: StoredAlert): AlertEventDetail {
  return {
    version: 1,
    alert,
    route: isToldInDigest({ route, incident }) ? 'digest' : route,
    ...(incident && { incident: { eventKey: incident.eventKey, opened: isOpenedBy(incident, alert) } }),
  };
}

/** Which alerts are asked for: of any of these detections and any of these severities. What is left out is not asked. */
export interface AlertsWanted {
  readonly detections?: readonly string[] | undefined;
  readonly severities?: readonly Severity[] | undefined;
}

/**
 * The pattern of these alerts on the hub bus of this account: who sends from elsewhere cannot pass for Trailbell. A drill is
 * no alert to act on, and comes only to whom asks for its detection.
 */
export function alertEventPattern({ detections, severities }: AlertsWanted, account: string): Pattern {
  return {
    account: [account],
    source: [ALERT_EVENT.source],
    'detail-type': [ALERT_EVENT.detailType],
    detail: {
      version: [1],
      alert: {
        detectionId: detections ? [...detections] : [{ 'anything-but': DRILL.detectionId }],
        ...(severities && { severity: [...severities] }),
      },
    },
  };
}
