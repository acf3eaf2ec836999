import { type DigestSettings } from '@trailbell/alerting';
import { type Schedule } from './lambda-manifest.ts';

/** The expression by which EventBridge Scheduler knows when. */
export function expressionFor({ when }: Schedule, { every, hour }: DigestSettings): string {
  if (when !== 'a digest window ends') {
    return when;
  }
  return every === 'hour' ? 'cron(0 * * * ? *)' : `cron(0 ${hour} * * ? *)`;
}
