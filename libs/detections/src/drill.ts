import { type Severity } from './severity.ts';

/** As which a drill is put on a default bus by `npm run drill`, and the detection that tells of it. Nothing else is called so. */
export const DRILL = {
  source: 'trailbell.drill',
  detailType: 'Drill',
  version: 1,
  detectionId: 'alerting-drill',
} as const;

/** What is in the event of a drill. */
export interface DrillDetail {
  readonly version: typeof DRILL.version;
  /** Its own; the alert's event key. */
  readonly eventID: string;
  /** Who tries out the alerting, for people to read. */
  readonly by: string;
  readonly severity: Severity;
}
