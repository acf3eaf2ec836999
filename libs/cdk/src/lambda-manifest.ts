import { ALERT_EVENT, HEARTBEAT_PATTERN } from '@trailbell/alerting';
import { Severity, detectionIds, digestOnlyIds } from '@trailbell/detections';
import { type Pattern, matches, readPattern } from '@trailbell/event-pattern';
import * as z from 'zod';

/** An object in which an unknown field is a mistake, and says which are known. */
function closed<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `Valid: ${Object.keys(shape).join(', ')}` : undefined),
  });
}

// What a field means is said with `describe`, so that editors say it, too.

const DetectionsTrigger = closed({ kind: z.literal('detections') }).describe(
  'Every detection of the catalogue that is not digest-only: rules on the hub bus invoke the lambda.',
);

/** One whose alerts are on the hub bus. */
const AlertedDetection = z
  .string()
  .refine((id) => detectionIds.includes(id), 'Valid: the id of a detection. docs/detections lists them')
  .refine(
    (id) => !digestOnlyIds.includes(id),
    'Valid: a detection that is not digest-only. Of those no alert is on the hub bus; take the pattern',
  );

const Alerts = closed({
  detections: z.array(AlertedDetection).min(1).optional().describe('Of any of these detections.'),
  severities: z.array(Severity).min(1).optional().describe('Of any of these severities.'),
}).describe('Alerts as the hub bus carries them: of these detections and severities. What is left out is not asked.');

const AlertsTrigger = closed({ kind: z.literal('alerts'), ...Alerts.shape }).describe(
  'Alerts that alert-lambda decided: a rule on the hub bus invokes the lambda.',
);

/** Whether a pattern would take alerts as if they were events of AWS. */
function takesAlerts({ source }: Pattern): boolean {
  return source !== undefined && matches({ source }, { source: ALERT_EVENT.source });
}

/** As strictly read as EventBridge would when the rule is deployed. */
const EventPattern = z.unknown().transform((json, context): Pattern => {
  try {
    const pattern = readPattern(json);
    if (takesAlerts(pattern)) {
      context.addIssue(
        `Valid: a source that is not ${ALERT_EVENT.source}. Alerts come by a trigger of the kind "alerts"`,
      );
    }
    return pattern;
  } catch (error) {
    context.addIssue(
      `Valid: an event pattern as EventBridge takes it (${error instanceof Error ? error.message : String(error)})`,
    );
    return z.NEVER;
  }
});

const PatternTrigger = closed({
  kind: z.literal('pattern'),
  enabled: z
    .boolean()
    .default(true)
    .describe('Whether there is a rule at all. Without one, nothing invokes the lambda.'),
  pattern: EventPattern.describe('An EventBridge event pattern, of the whole event.'),
}).describe(
  "A pattern of the app's own: a rule on the hub bus invokes the lambda, and the collectors forward what matches.",
);

const HeartbeatTrigger = closed({ kind: z.literal('heartbeat') }).describe(
  'The heartbeats of the collectors: rules invoke the lambda, which passes them on to the region of the guard.',
);

/** As AWS writes them. */
const EXPRESSION = /^(rate\(\d+ (minutes?|hours?|days?)\)|cron\(\S+( \S+){5}\))$/;

const Schedule = closed({
  when: z
    .union([z.literal('a digest window ends'), z.string().regex(EXPRESSION)], {
      error: 'Valid: "a digest window ends" (as the environment says), rate(…) or cron(…) in UTC',
    })
    .describe(
      'When: as the environment says where digest windows end, or an expression of EventBridge Scheduler, in UTC.',
    ),
  message: z.record(z.string(), z.json()).describe('The message, to which `scheduledAt` is added.'),
}).describe('EventBridge Scheduler puts a message into the queue.');
export type Schedule = z.infer<typeof Schedule>;

const QueueTrigger = closed({
  kind: z.literal('queue'),
  queue: z
    .enum(['retry', 'events', 'digest'])
    .describe('retry and events are private to the app; any other name is how other apps send to it.'),
  batchSize: z.int().min(1).max(10_000).describe('At most so many messages at once.'),
  batchWindowSeconds: z.int().min(0).max(300).default(0).describe('How long Lambda gathers a batch.'),
  maximumConcurrency: z.int().min(2).max(1000).optional().describe('How many batches are worked on at once.'),
  delaySeconds: z.int().min(0).max(900).default(0).describe('How long a new message waits before it is seen.'),
  giveUpAfterHours: z
    .int()
    .min(1)
    .max(240)
    .default(96)
    .describe('How long a message is tried again before it becomes a dead letter.'),
  alsoEvents: z
    .literal('digest-only detections')
    .optional()
    .describe('Events of digest-only detections come straight from a rule into this queue, beside what apps send.'),
  schedule: Schedule.optional(),
  pattern: EventPattern.optional().describe(
    'What the queue events gathers: a rule on the hub bus sends what matches, and the collectors forward it.',
  ),
  alerts: Alerts.optional(),
})
  .refine(({ batchSize, batchWindowSeconds }) => batchSize <= 10 || batchWindowSeconds >= 1, {
    path: ['batchWindowSeconds'],
    error: 'Valid: at least 1 when batchSize is above 10',
  })
  .refine(
    ({ queue, pattern, alerts }) =>
      [pattern, alerts].filter((gathered) => gathered !== undefined).length === (queue === 'events' ? 1 : 0),
    { path: ['pattern'], error: 'Valid: an event pattern or `alerts` for the queue "events", and neither for others' },
  )
  .describe('A queue the app owns and drains.');

/** `lambda.json` of a lambda app. */
export const LambdaManifest = closed({
  $schema: z.string().optional().describe('Where editors find the schema of this file.'),
  impact: z
    .string()
    .min(20)
    .max(400)
    .regex(/[^.]$/, 'Valid: a clause without its full stop')
    .describe('Completes "while this lambda fails, …"; every alarm of the app says it.'),
  memoryMb: z.int().min(128).max(10_240).describe('Its memory; its share of a processor grows with it.'),
  timeoutSeconds: z.int().min(1).max(900).describe('How long one invocation may take.'),
  triggers: z
    .array(
      z.discriminatedUnion('kind', [DetectionsTrigger, AlertsTrigger, PatternTrigger, HeartbeatTrigger, QueueTrigger]),
    )
    .min(1)
    .describe('What invokes the lambda.'),
  needs: closed({
    alertsTable: z.boolean().default(false).describe('Whether it reads and writes the alerts table.'),
    digestEntries: z
      .boolean()
      .default(false)
      .describe('Whether it gathers what digests tell in the alerts table: by queries and batches.'),
    secrets: z
      .array(z.enum(['slack-token', 'webhook']))
      .default([])
      .describe('Secrets it reads. That of the webhook where something is routed to it, and nowhere else.'),
    topics: z
      .array(z.enum(['page']))
      .default([])
      .describe('Topics it publishes to.'),
    queues: z
      .array(z.enum(['digest']))
      .default([])
      .describe('Queues of other apps it sends to.'),
    hubBus: z.boolean().default(false).describe('Whether it puts alerts on the hub bus, for other apps.'),
    restartsTrails: closed({
      trails: z
        .array(z.string().regex(/^[\w.-]+$/, 'Valid: the name of a trail'))
        .min(1)
        .describe('Their names.'),
      act: z
        .boolean()
        .default(false)
        .describe('Whether it may do so. Otherwise it is told to say only what it would do.'),
    })
      .optional()
      .describe("Trails of the hub's account and region that it restarts when somebody stops them."),
  }).describe('What the lambda may use, and nothing beside it.'),
}).describe('What triggers a lambda app, what it needs, and what people lose while it fails.');
export type LambdaManifest = z.infer<typeof LambdaManifest>;
export type Trigger = LambdaManifest['triggers'][number];
export type QueueTrigger = z.infer<typeof QueueTrigger>;

/** The patterns an app brings itself, which no detection has. */
export function ownPatternsOf({ triggers }: LambdaManifest): readonly Pattern[] {
  return triggers.flatMap((trigger) => {
    if (trigger.kind === 'heartbeat') {
      return [HEARTBEAT_PATTERN];
    }
    return 'pattern' in trigger && trigger.pattern && isOn(trigger) ? [trigger.pattern] : [];
  });
}

function isOn(trigger: Trigger): boolean {
  return trigger.kind !== 'pattern' || trigger.enabled;
}
