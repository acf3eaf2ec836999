import { ALERT_EVENT, Route } from '@trailbell/alerting';
import { Severity, detectionIds, digestOnlyIds } from '@trailbell/detections';
import { type Pattern, checkPattern, matches, readPattern } from '@trailbell/event-pattern';
import * as z from 'zod';

/** The name of its rules, the longest that is made of it, fits into EventBridge's 64 characters. */
const LONGEST_NAME = 30;

/** What is called `trailbell-` and this belongs to Trailbell itself, or would to the queues of another app. */
const TAKEN_NAMES = /^(trail|hub|guard|alerts|page|alarms|object-writes|digest|retry|events|collector(-.*)?)$/;
const TAKEN_ENDINGS = /-(retry|events|dead-letters)$/;

/** The severity that the catalogue's alerts of this route mostly have. */
const SEVERITIES = { page: 'high', alert: 'medium' } as const satisfies Partial<Record<Route, Severity>>;

/** New buckets: an example that every account has. */
const EXAMPLE_PATTERN: Pattern = {
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventSource: ['s3.amazonaws.com'], eventName: ['CreateBucket'] },
};

const EventPattern = z.string('the pattern is no text. Give it as JSON').transform((text, context): Pattern => {
  try {
    const pattern = readPattern(JSON.parse(text));
    if ('source' in pattern && matches({ source: pattern.source }, { source: ALERT_EVENT.source })) {
      context.addIssue('the pattern asks for alerts. Give the detections with --on, or the severities with --severity');
    }
    checkPattern(pattern).forEach((message) => {
      context.addIssue(message);
    });
    return pattern;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.addIssue(`the pattern ${JSON.stringify(text)} is none that EventBridge takes: ${reason}`);
    return z.NEVER;
  }
});

/** What a command line gives for several values: joined by commas, or one by one. Nothing is no answer. */
const Listed = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((text) => text.split(',').map((value) => value.trim())))
  .transform((values) => values.filter((value) => value !== ''))
  .transform((values) => (values.length === 0 ? undefined : values));

const AlertedDetection = z
  .string()
  .refine((id) => detectionIds.includes(id), {
    error: ({ input }) => `the detection ${JSON.stringify(input)} is unknown. docs/detections lists them`,
    abort: true,
  })
  .refine((id) => !digestOnlyIds.includes(id), {
    error: ({ input }) =>
      `of the detection ${JSON.stringify(input)} no alert is raised at once: it is for the digest. Give its pattern with --pattern`,
  });

const AlertedSeverity = z.enum(Severity.options, {
  error: ({ input }) => `the severity ${JSON.stringify(input)} is unknown. Known: ${Severity.options.join(', ')}`,
});

export const AlertLambdaOptions = z
  .strictObject({
    name: z
      .string()
      .max(LONGEST_NAME, { error: ({ input }) => `the name ${JSON.stringify(input)} is too long. ${VALID_NAME}` })
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
        error: ({ input }) => `the name ${JSON.stringify(input)} does not read. ${VALID_NAME}`,
      })
      .refine((name) => !TAKEN_NAMES.test(name) && !TAKEN_ENDINGS.test(name), {
        error: ({ input }) => `the name ${JSON.stringify(input)} is one that Trailbell uses itself. Choose another`,
      }),
    impact: z
      .string('the impact is missing. Say what people lose while the app fails')
      .regex(/^[^\p{Cc}]*$/u, 'the impact is more than one line. Valid: one clause'),
    on: Listed.pipe(z.array(AlertedDetection).optional()).optional(),
    severity: Listed.pipe(z.array(AlertedSeverity).optional()).optional(),
    pattern: z
      .string()
      .transform((text) => (text === '' ? undefined : text))
      .pipe(EventPattern.optional())
      .optional(),
    queue: z.boolean().default(false),
    route: Route.exclude(['digest'], {
      error: ({ input }) => `the route ${JSON.stringify(input)} is unknown. Known: page, alert`,
    }).default('alert'),
  })
  .refine(({ on, severity, pattern }) => pattern === undefined || (on ?? severity) === undefined, {
    error: 'both a pattern and alerts are given. Choose: --pattern, or --on and --severity',
  })
  .transform(({ on: detections, severity: severities, pattern, ...options }) => ({
    ...options,
    /** Of the alerts that an app on a pattern makes itself. */
    severity: SEVERITIES[options.route],
    wanted:
      (detections ?? severities) === undefined
        ? { pattern: pattern ?? EXAMPLE_PATTERN }
        : { alerts: { ...(detections && { detections }), ...(severities && { severities }) } },
  }));
export type AlertLambdaOptions = z.infer<typeof AlertLambdaOptions>;

const VALID_NAME = `Valid: words in lower case, joined by hyphens, at most ${LONGEST_NAME} characters: payments`;
