import { type Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC_NAMESPACE, type MetricName } from '@trailbell/alerting';

export interface HouseMetricProps {
  /** The lambda that counts it. */
  readonly service: string;
  readonly statistic: string;
  readonly period: Duration;
}

/** A metric that a lambda app counts. Powertools gives each the dimension `service`. */
export function houseMetric(metricName: MetricName, { service, ...props }: HouseMetricProps): Metric {
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap: { service }, ...props });
}
