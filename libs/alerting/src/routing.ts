import { type Alert, Severity } from '@trailbell/detections';
import * as z from 'zod'; // not { z }: that bundles every locale

/** `page` wakes somebody, `alert` waits for office hours, `digest` is told together. */
export const Route = z.enum(['page', 'alert', 'digest']);
export type Route = z.infer<typeof Route>;

const routeNames = Route.options.join(', ');

const Channel = z
  .string()
  .regex(
    /^(#[\p{L}\p{N}_-]{1,79}|[CG][A-Z0-9]{6,20})$/u,
    'is no Slack channel. Give a name as #security, or a channel id',
  );

/** Severity decides the route; a route names its Slack channel, and whether e-mail is sent too. */
export const Routing = z.strictObject({
  bySeverity: z.record(Severity, Route, {
    error: `needs a route for each severity (${Severity.options.join(', ')}): one of ${routeNames}`,
  }),
  channels: z.record(Route, Channel, { error: `needs a Slack channel for each route: ${routeNames}` }),
  email: z.array(
    Route.exclude(['digest'], { error: 'e-mail can be sent for page and alert. The digest is told in Slack alone' }),
  ),
});
export type Routing = z.infer<typeof Routing>;

export function routeOf({ severity }: Pick<Alert, 'severity'>, { bySeverity }: Routing): Route {
  return bySeverity[severity];
}
