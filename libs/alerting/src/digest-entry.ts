import { Alert } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale

/** An alert as a digest remembers it: without the long texts of its detection, which nobody reads there. */
export const DigestedAlert = Alert.omit({
  why: true,
  runbook: true,
  falsePositives: true,
  techniques: true,
  changes: true,
});
export type DigestedAlert = z.infer<typeof DigestedAlert>;

/** Why an alert was not told: a declared reason. */
export const SuppressionNote = z.object({
  /** The suppression's own id. */
  id: z.string().min(1),
  owner: z.string().min(1),
  reason: z.string().min(1),
  /** ISO 8601 day or time at which it ends. */
  until: z.string().optional(),
});
export type SuppressionNote = z.infer<typeof SuppressionNote>;

/**
 * One alert in a digest, identified by its event key, detection and kind. `lesser`: told here and nowhere else. `suppressed`: told
 * to nobody, and counted here with the reason. `rang`: told at once, and counted here.
 */
export const DigestEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lesser'), alert: DigestedAlert }),
  z.object({ kind: z.literal('suppressed'), alert: DigestedAlert, suppression: SuppressionNote }),
  z.object({ kind: z.literal('rang'), alert: DigestedAlert }),
]);
export type DigestEntry = z.infer<typeof DigestEntry>;
