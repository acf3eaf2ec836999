import * as z from 'zod'; // not { z }: that bundles every locale
import { type CloudTrailRecord } from './record.ts';

/** The EventBridge envelope around a record (`detail`), or around a native finding. */
export const EventEnvelope = z.looseObject({
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()).default([]),
  detail: z.looseObject({}),
});
export type EventEnvelope = z.infer<typeof EventEnvelope>;

/** The envelope in which EventBridge delivers this record: source, detail-type, account and region as AWS sets them. */
export function envelopeOf(_record: CloudTrailRecord): EventEnvelope {
  throw new Error('not written yet');
}

/** `detail.eventID`; for native findings their id and update time; else the envelope's id. */
export function eventKeyOf(_event: EventEnvelope): string {
  throw new Error('not written yet');
}
