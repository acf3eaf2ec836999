import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { MetricName } from '@trailbell/alerting';
import { houseMetric } from './house-metric.ts';
import { ImpactAlarm } from './impact-alarm.ts';

export interface DeliveryAlarmsProps {
  /** The lambda that delivers. */
  readonly functionName: string;
  readonly impact: string;
  readonly topic: ITopic;
}

/** One refusal is usual and is tried again; so many say that somebody's door is shut. */
const MANY_RETRIES = 20;
/** CloudTrail alone takes up to a few minutes. */
const LATE = Duration.minutes(10);
const WHILE = Duration.minutes(15);
/** What waits for somebody to mend it is worth a ring at the first try. */
const AT_ONCE = Duration.minutes(1);

/** Of a lambda that tells people at once: when it cannot until somebody mends something, when they are told late, and when they have to be tried again and again. */
export function alarmOnDeliveries(scope: Construct, { functionName, ...ringing }: DeliveryAlarmsProps): void {
  new ImpactAlarm(scope, 'alarm-blocked', {
    ...ringing,
    alarmName: `${functionName}-blocked`,
    metric: houseMetric(MetricName.DeliveryBlocked, { service: functionName, statistic: 'Sum', period: AT_ONCE }),
    above: 0,
    finding: 'an alert cannot be delivered until somebody mends a token, a secret, a channel or a permission',
    entry: 'delivery-blocked',
  });
  new ImpactAlarm(scope, 'alarm-retries', {
    ...ringing,
    alarmName: `${functionName}-retries`,
    metric: houseMetric(MetricName.DeliveryFailed, { service: functionName, statistic: 'Sum', period: WHILE }),
    above: MANY_RETRIES,
    finding: `more than ${MANY_RETRIES} deliveries failed within ${WHILE.toHumanString()} and wait to be tried again`,
    entry: 'retries',
  });
  new ImpactAlarm(scope, 'alarm-late', {
    ...ringing,
    alarmName: `${functionName}-late`,
    metric: houseMetric(MetricName.DeliveryLatency, { service: functionName, statistic: 'p90', period: WHILE }),
    above: LATE.toMilliseconds(),
    finding: `one alert in ten reaches people more than ${LATE.toHumanString()} after its event`,
    entry: 'delivery-late',
  });
}

/** Of a lambda that tells digests: when what was gathered was told to nobody, half a day and then another one long. */
export function alarmOnMissingDigests(
  scope: Construct,
  queue: IQueue,
  { functionName, ...ringing }: DeliveryAlarmsProps,
): void {
  const period = Duration.hours(12);
  new ImpactAlarm(scope, 'alarm-digest-missing', {
    ...ringing,
    alarmName: `${functionName}-missing`,
    metric: new MathExpression({
      expression: 'IF(FILL(gathered, 0) > 0 AND FILL(told, 0) < 1, 1, 0)',
      usingMetrics: {
        gathered: queue.metricNumberOfMessagesSent({ period, statistic: 'Sum' }),
        told: houseMetric(MetricName.DigestTold, { service: functionName, statistic: 'Sum', period }),
      },
      period,
      label: 'Gathered and not told',
    }),
    above: 0,
    periods: 2,
    finding: 'lines were gathered for a digest, and none was told for a day',
    entry: 'digest-missing',
  });
}
