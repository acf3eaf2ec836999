import { type Alert, detectionIds } from '@trailbell/detections';
import { type Condition, type Pattern, PatternError, compile, readPattern } from '@trailbell/event-pattern';
import * as z from 'zod'; // not { z }: that bundles every locale

const Conditions = z
  .custom<readonly Condition[]>(
    (value) => Array.isArray(value) && value.length > 0,
    'Valid: a list of values, as in an event pattern',
  )
  .optional();

const Text = z.string().trim();

/** Fields of an alert, each with the values it may have: conditions of an event pattern, for an alert is matched as an event is. */
const SuppressedAlerts = z
  .strictObject({
    detectionId: z
      .array(
        z.string().refine((id) => detectionIds.includes(id), {
          error: ({ input }) => `there is no detection "${String(input)}". docs/detections lists them`,
        }),
      )
      .nonempty('Valid: at least one detection'),
    account: Conditions,
    region: Conditions,
    subject: Conditions,
    /** Where the call came from: `[{ cidr: '203.0.113.0/24' }]`. */
    source: Conditions,
    actor: z.strictObject({ name: Conditions, principalArn: Conditions, session: Conditions }).optional(),
  })
  .refine((alerts) => Object.entries(alerts).some(([field, conditions]) => field !== 'detectionId' && conditions), {
    error: 'would silence whole detections. Say of which account, region, subject, source or actor',
  })
  .superRefine((alerts, context) => {
    const mistake = mistakeIn(alerts);
    if (mistake !== undefined) {
      context.addIssue({ code: 'custom', message: mistake });
    }
  });

/** A declared reason not to tell: what, who answers for it, why, and until when. */
export const Suppression = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Valid: words and hyphens, as pentest-of-spring'),
  alerts: SuppressedAlerts,
  /** Who answers for it: a person or a team. */
  owner: Text.min(2, 'Valid: a person or a team'),
  reason: Text.min(10, 'Valid: a sentence that says why'),
  /** The last day it holds (UTC, `2026-03-31`), by the time of the event. */
  until: z.iso.date('Valid: the last day it holds, as 2026-03-31'),
});
export type Suppression = z.infer<typeof Suppression>;

/** The suppression that covers an alert, if any. */
export type Suppress = (alert: Alert) => Suppression | undefined;

/**
 * Prepares these suppressions for many alerts. The first that covers an alert counts. One that has expired covers nothing: the
 * alert rings again. An alert of an event that could not be read is never suppressed, for nobody knows what it is about.
 */
export function suppressWith(suppressions: readonly Suppression[]): Suppress {
  const patterns = compile(suppressions.map(patternOf));
  return (alert) =>
    alert.unreadable === undefined
      ? patterns
          .matchObject(alert)
          .map((index) => suppressions[index])
          .find((suppression) => suppression !== undefined && !isExpired(suppression, alert.eventTime))
      : undefined;
}

/** Whether the suppression's last day is over at this time (ISO 8601). */
export function isExpired({ until }: Pick<Suppression, 'until'>, at: string): boolean {
  return at.slice(0, until.length) > until;
}

function patternOf({ alerts }: Pick<Suppression, 'alerts'>): Pattern {
  const { actor, ...fields } = alerts;
  return { ...present(fields), ...(actor && { actor: present(actor) }) };
}

function present(fields: Readonly<Record<string, readonly Condition[] | undefined>>): Pattern {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, conditions]) => (conditions ? [[field, conditions] as const] : [])),
  );
}

function mistakeIn(alerts: Suppression['alerts']): string | undefined {
  try {
    readPattern(patternOf({ alerts }));
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) {
      return `is no event pattern: ${error.message}`;
    }
    throw error;
  }
}
