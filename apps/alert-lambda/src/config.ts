import { EnvironmentVariable, Routing } from '@trailbell/alerting';
import { Settings } from '@trailbell/detections';
import { jsonVariable } from '@trailbell/lambda-kit';
import * as z from 'zod'; // not { z }: that bundles every locale

export const Config = z.object({
  [EnvironmentVariable.ALERTS_TABLE]: z.string().min(1),
  [EnvironmentVariable.RETRY_QUEUE_URL]: z.url(),
  [EnvironmentVariable.DIGEST_QUEUE_URL]: z.url(),
  [EnvironmentVariable.PAGE_TOPIC_ARN]: z.string().startsWith('arn:'),
  [EnvironmentVariable.HUB_BUS]: z.string().min(1),
  [EnvironmentVariable.HEARTBEAT_TOPIC_PREFIX]: z.string().regex(/^arn:[^:]+:sns:[^:]+:/),
  [EnvironmentVariable.SLACK_TOKEN_SECRET]: z.string().min(1),
  [EnvironmentVariable.WEBHOOK_SECRET]: z.string().min(1).optional(),
  [EnvironmentVariable.SLACK_API_URL]: z.url().optional(),
  [EnvironmentVariable.ROUTING]: jsonVariable(Routing),
  [EnvironmentVariable.DETECTION_SETTINGS]: jsonVariable(Settings),
});
export type Config = z.infer<typeof Config>;
