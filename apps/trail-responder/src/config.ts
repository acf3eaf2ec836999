import { EnvironmentVariable, Routing } from '@trailbell/alerting';
import { jsonVariable } from '@trailbell/lambda-kit';
import * as z from 'zod'; // not { z }: that bundles every locale

export const Config = z.object({
  [EnvironmentVariable.ALERTS_TABLE]: z.string().min(1),
  [EnvironmentVariable.SLACK_TOKEN_SECRET]: z.string().min(1),
  [EnvironmentVariable.SLACK_API_URL]: z.url().optional(),
  [EnvironmentVariable.ROUTING]: jsonVariable(Routing),
  [EnvironmentVariable.RESTARTED_TRAILS]: jsonVariable(z.array(z.string())),
  [EnvironmentVariable.RESTART_MODE]: z.enum(['act', 'dry-run']),
});
export type Config = z.infer<typeof Config>;
