import * as z from 'zod';
import { type Alert, Severity } from '@trailbell/detections';

/** `page` wakes somebody, `alert` waits for office hours, `digest` is told together. */
export const Route = z.enum(['page', 'alert', 'digest']);
export type Route = z.infer<typeof Route>;

/** Sketch: severity decides the route; a route names its Slack channel, and whether e-mail is sent too. */
export const Routing = z.strictObject({
  bySeverity: z.record(Severity, Route),
  channels: z.record(Route, z.string()),
  email: z.array(Route),
});
export type Routing = z.infer<typeof Routing>;

export function routeOf(alert: Alert, routing: Routing): Route {
  return routing.bySeverity[alert.severity];
}
