import { Route } from '@trailbell/alerting';
import { type Severity } from '@trailbell/detections';
import { type Pattern, checkPattern, readPattern } from '@trailbell/event-pattern';
import * as z from 'zod';

/** The name of its rules, the longest that is made of it, fits into EventBridge's 64 characters. */
const LONGEST_NAME = 30;

/** What is called `trailbell-` and this belongs to Trailbell itself, or would to the queues of another app. */
const TAKEN_NAMES = /^(trail|hub|guard|alerts|page|alarms|object-writes|digest|retry|events|collector(-.*)?)$/;
const TAKEN_ENDINGS = /-(retry|events|dead-letters)$/;

/** The severity that the catalogue's alerts of this route mostly have. */
const SEVERITIES = { page: 'high', alert: 'medium' } as const satisfies Partial<Record<Route, Severity>>;

const EventPattern = z.string('the pattern is missing. Give it as JSON').transform((text, context): Pattern => {
  try {
    const pattern = readPattern(JSON.parse(text));
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
    pattern: EventPattern,
    queue: z.boolean().default(false),
    route: Route.exclude(['digest'], {
      error: ({ input }) => `the route ${JSON.stringify(input)} is unknown. Known: page, alert`,
    }).default('alert'),
  })
  .transform((options) => ({ ...options, severity: SEVERITIES[options.route] }));
export type AlertLambdaOptions = z.infer<typeof AlertLambdaOptions>;

const VALID_NAME = `Valid: words in lower case, joined by hyphens, at most ${LONGEST_NAME} characters: payments`;
