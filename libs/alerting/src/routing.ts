import { type Alert, Severity } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale

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

/** Severity decides the route; a route names its Slack channel, and whether e-mail is sent too. Nothing is left to a default. */
export const Routing = z.strictObject({
  bySeverity: z.record(Severity, RouteOfSeverity),
  channels: z.record(Route, Channel),
  email: z.array(
    Route.exclude(['digest'], { error: 'e-mail can be sent for page and alert. The digest is told in Slack alone' }),
  ),
});
export type Routing = z.infer<typeof Routing>;

export function routeOf({ severity }: Pick<Alert, 'severity'>, { bySeverity }: Routing): Route {
  return bySeverity[severity];
}
