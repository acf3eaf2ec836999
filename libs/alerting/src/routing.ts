import { type Alert, Severity, detectionIds } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale
import { MessageSettings } from './message-settings.ts';
import { QuietHours, isQuiet } from './quiet-hours.ts';

/** `page` wakes somebody, `alert` waits for office hours, `digest` is told together. */
export const Route = z.enum(['page', 'alert', 'digest']);
export type Route = z.infer<typeof Route>;

const RouteOfSeverity = z.enum(Route.options, { error: 'needs a route: page, alert or digest' });

const Channel = z
  .string('needs a Slack channel: a name as #security, or a channel id')
  .regex(
    /^(#[\p{L}\p{N}_-]{1,79}|[CG][A-Z0-9]{6,20})$/u,
    'needs a Slack channel: a name as #security, or a channel id',
  );

const DetectionId = z.string().refine((id) => detectionIds.includes(id), {
  error: ({ input }) => `there is no detection "${String(input)}". docs/detections lists them`,
});
const AccountId = z.string().regex(/^\d{12}$/, 'needs an account id of 12 digits');

/** A name for accounts and detections that are routed alike. */
const Tag = z
  .strictObject({
    accounts: z.array(AccountId).optional().describe('Alerts of any of these accounts carry it.'),
    detections: z.array(DetectionId).optional().describe('Alerts of any of these detections carry it.'),
  })
  .refine(({ accounts = [], detections = [] }) => accounts.length + detections.length > 0, {
    error: 'needs at least one account or detection',
  });

const oneOf = <Value extends z.ZodType>(value: Value) =>
  z.array(value).nonempty('needs at least one value, or is left out').optional();

/** Fields of an alert, each with the values it may have. All that are named must fit. */
const RoutedAlerts = z
  .strictObject({
    severity: oneOf(Severity).describe('One of these severities.'),
    detection: oneOf(DetectionId).describe('One of these detections, by id.'),
    account: oneOf(AccountId).describe('One of these accounts.'),
    tag: oneOf(z.string()).describe('One of these names of `tags`.'),
  })
  .refine((alerts) => Object.values(alerts).some((values) => values !== undefined), {
    error: 'would take every alert. Name a severity, detection, account or tag; `bySeverity` is for the rest',
  });

/** The ways to people, by the ids of their notifiers. A new one is a file in libs/notifiers and a name here. */
export const NotifierId = z.enum(['slack', 'email', 'webhook'], { error: 'needs a notifier: slack, email or webhook' });
export type NotifierId = z.infer<typeof NotifierId>;

const RoutingRule = z
  .strictObject({
    when: RoutedAlerts.describe('Which alerts. All fields that are named must fit.'),
    to: RouteOfSeverity.describe('Their route.'),
    by: z
      .array(NotifierId)
      .refine(
        (notifiers) => notifiers.includes('slack'),
        'needs slack, which holds an incident together, and others beside it',
      )
      .optional()
      .describe(
        'Who tells, in place of the notifiers of the route: slack, and beside it email, webhook, both or neither.',
      ),
  })
  .refine(({ to, by }) => to !== 'digest' || by === undefined, {
    path: ['by'],
    error: 'has no place where alerts go to the digest, which is told in Slack alone',
  });

/** Routes that are told at once, beside Slack, by this notifier as well. */
const toldBy = (notifier: string) =>
  z.array(
    Route.exclude(['digest'], {
      error: `${notifier} can be sent for page and alert. The digest is told in Slack alone`,
    }),
  );

const PER_MINUTE = 'needs a whole number from 1 to 1000';
const IncidentsPerMinute = z.int(PER_MINUTE).min(1, PER_MINUTE).max(1_000, PER_MINUTE).describe('From 1 to 1000.');

/**
 * The first rule that fits decides the route, and severity where none does; a route names its Slack channel, and whether
 * e-mail and the webhook tell too, unless the rule names who does. Every severity has a route, so that no alert is without one.
 */
export const Routing = z
  .strictObject({
    bySeverity: z
      .record(Severity, RouteOfSeverity)
      .describe(
        'The route of each severity, critical to info: `page` wakes somebody, `alert` waits, `digest` is told together.',
      ),
    channels: z.record(Route, Channel).describe('The Slack channel of each route: a name as #security, or its id.'),
    email: toldBy('e-mail').describe('Routes that are told by e-mail, too.'),
    webhook: toldBy('the webhook').optional().describe('Routes that are told to the webhook, too.'),
    rules: z
      .array(RoutingRule)
      .optional()
      .describe('The first that fits decides the route; where none does, severity.'),
    tags: z
      .record(z.string(), Tag)
      .optional()
      .describe('Names, each for accounts and detections that are routed alike.'),
    quietHours: z.array(QuietHours).optional().describe('What is below critical goes to the digest in these hours.'),
    messages: MessageSettings.optional().describe('How messages name accounts, and where they link to.'),
    storm: z
      .union([z.literal('off'), z.strictObject({ incidentsPerMinute: IncidentsPerMinute })], {
        error: 'needs "off", or { incidentsPerMinute } from 1 to 1000',
      })
      .optional()
      .describe(
        'How many new incidents of a minute a route tells one by one: 20, where nothing is said. What is more is told in one message and in the digest.',
      ),
  })
  .superRefine(({ rules = [], tags = {} }, context) => {
    for (const [number, { when }] of rules.entries()) {
      for (const tag of when.tag?.filter((name) => !Object.hasOwn(tags, name)) ?? []) {
        const known = Object.keys(tags).sort().join(', ') || 'none';
        context.addIssue({
          code: 'custom',
          path: ['rules', number, 'when', 'tag'],
          message: `there is no tag "${tag}". Tags: ${known}`,
        });
      }
    }
  });
export type Routing = z.infer<typeof Routing>;

/** What of an alert decides where it goes. */
export type Routed = Pick<Alert, 'severity' | 'detectionId' | 'account' | 'eventTime'>;

/**
 * Where an alert goes: one route, the same whenever it is asked.
 *
 * Quiet hours go by the time of the event, and not by the clock: a retry, a replay and a backtest then decide alike. Events
 * arrive within minutes; one that is late by hours is told by what people wanted to know when it happened.
 */
export function routeOf(alert: Routed, routing: Routing): Route {
  const { bySeverity, quietHours = [] } = routing;
  const route = ruleFor(alert, routing)?.to ?? bySeverity[alert.severity];
  const quiet = alert.severity !== 'critical' && isQuiet(new Date(alert.eventTime), quietHours);
  return quiet ? 'digest' : route;
}

/** Who tells of an alert on a route that is told at once: those its rule names, or those of the route. */
export function notifiersOf(route: Exclude<Route, 'digest'>, routing: Routing, alert?: Routed): readonly NotifierId[] {
  const rule = alert && ruleFor(alert, routing);
  if (rule?.by && rule.to === route) {
    return rule.by;
  }
  const { email, webhook = [] } = routing;
  return [
    'slack',
    ...(email.includes(route) ? (['email'] as const) : []),
    ...(webhook.includes(route) ? (['webhook'] as const) : []),
  ];
}

/** Whether anything is routed to the webhook, which then needs its secret. */
export function usesWebhook({ webhook = [], rules = [] }: Routing): boolean {
  return webhook.length > 0 || rules.some(({ by }) => by?.includes('webhook'));
}

function ruleFor(alert: Routed, { rules = [], tags = {} }: Routing): z.infer<typeof RoutingRule> | undefined {
  const carried = Object.keys(tags).filter((name) => carries(alert, tags[name]));
  return rules.find(({ when }) => fits(alert, carried, when));
}

function carries({ account, detectionId }: Routed, tag: z.infer<typeof Tag> | undefined): boolean {
  return tag?.accounts?.includes(account) === true || tag?.detections?.includes(detectionId) === true;
}

function fits(alert: Routed, carried: readonly string[], when: z.infer<typeof RoutedAlerts>): boolean {
  const fields: readonly (readonly [asked: readonly string[] | undefined, held: readonly string[]])[] = [
    [when.severity, [alert.severity]],
    [when.detection, [alert.detectionId]],
    [when.account, [alert.account]],
    [when.tag, carried],
  ];
  return fields.every(([asked, held]) => asked === undefined || asked.some((value) => held.includes(value)));
}
