import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { DRILL } from '../drill.ts';
import { serviceEvents } from '../patterns.ts';
import { Name } from '../reading/text.ts';
import { Severity } from '../severity.ts';

/**
 * Somebody tries out whether alerts reach people: `npm run drill`.
 *
 * Its event comes by a default bus, as CloudTrail's do, and takes every step that theirs take. Whoever may put events on such
 * a bus may send one; it says what it is, and each is an incident of its own.
 */
export const alertingDrill = defineDetection({
  id: DRILL.detectionId,
  title: 'Drill: nothing happened',
  severity: 'medium',
  why: 'Somebody makes sure that alerts reach people before one has to. You read this, so they do.',
  falsePositives: ['Every one: it is a drill, and tells of nothing that happened.'],
  runbook: [
    'Do nothing: whoever sent the drill sees that it arrived.',
    'If nobody of yours sent it, find out who may put events on the default bus of that account.',
    'If it was told where you do not look, change `routing` of the environment.',
  ],
  techniques: [],
  pattern: serviceEvents({
    source: DRILL.source,
    detailTypes: [DRILL.detailType],
    detail: { version: [DRILL.version] },
  }),
  reads: z.lazy(() => z.object({ eventID: Name, by: Name, severity: Severity })),
  about: ({ by }) => ({ actor: { kind: 'unknown', name: by }, source: 'npm run drill' }),
  severityOf: ({ severity }) => severity,
  subject: ({ eventID }) => eventID,
  summarize: ({ by }) => `drill by ${by}: nothing happened, and alerts like this one reach you`,
});
