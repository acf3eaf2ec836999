import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type Construct } from 'constructs';
import { METRIC_NAMESPACE, MetricName } from '@trailbell/alerting';

const PERIOD = Duration.minutes(15);

const notTold = [MetricName.EventUnmatched] as const;

export interface WatchDashboardProps {
  /** Where collectors stand. */
  readonly regions: readonly string[];
}

/** What Trailbell does, at one look. It finds its metrics by search and names no app, so that it need not change with them. */
export class WatchDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { regions }: WatchDashboardProps) {
    super(scope, id, { dashboardName: 'trailbell', defaultInterval: Duration.days(1) });

    this.addWidgets(
      graph('Events by collector', regions.map(forwardedFrom)),
      graph('Alerts by severity', [counted(MetricName.AlertDecided, 'service,severity')]),
      graph('From the event to people', [
        ofHouse(`MetricName="${MetricName.DeliveryLatency}"`, 'p50'),
        ofHouse(`MetricName="${MetricName.DeliveryLatency}"`, 'p99'),
      ]),
    );
    this.addWidgets(
      graph('Digests', [counted(MetricName.DigestTold)]),
      graph(
        'Not told, and why',
        notTold.map((metric) => counted(metric)),
      ),
      graph('Told late, or not yet', [
        counted(MetricName.DeliveryFailed),
        search('{AWS/SQS,QueueName} MetricName="ApproximateAgeOfOldestMessage" trailbell', 'Maximum'),
      ]),
    );
    this.addWidgets(
      graph('Dead letters', [
        search('{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" trailbell dead letters', 'Maximum'),
      ]),
      graph('Lambdas: errors and throttles', [
        search('{AWS/Lambda,FunctionName} (MetricName="Errors" OR MetricName="Throttles") trailbell', 'Sum'),
      ]),
      graph('What it costs: invocations, log bytes, writes', [
        search('{AWS/Lambda,FunctionName} MetricName="Invocations" trailbell', 'Sum'),
        search('{AWS/Logs,LogGroupName} MetricName="IncomingBytes" trailbell', 'Sum'),
        search('{AWS/DynamoDB,TableName} MetricName="ConsumedWriteCapacityUnits" trailbell', 'Sum'),
      ]),
    );
  }
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: 8, height: 6, liveData: true });
}

function search(query: string, statistic: string, region?: string): MathExpression {
  return new MathExpression({
    expression: `SEARCH('${query}', '${statistic}', ${PERIOD.toSeconds()})`,
    label: '',
    period: PERIOD,
    ...(region !== undefined && { searchRegion: region }),
  });
}

function ofHouse(what: string, statistic: string, dimensions = 'service'): MathExpression {
  return search(`{${METRIC_NAMESPACE},${dimensions}} ${what}`, statistic);
}

function counted(metric: MetricName, dimensions?: string): MathExpression {
  return ofHouse(`MetricName="${metric}"`, 'Sum', dimensions);
}

/** What the rules of one collector let through, added up. */
function forwardedFrom(region: string): MathExpression {
  return new MathExpression({
    expression: `SUM(SEARCH('{AWS/Events,RuleName} MetricName="TriggeredRules" trailbell-collector', 'Sum', ${PERIOD.toSeconds()}))`,
    label: region,
    period: PERIOD,
    searchRegion: region,
  });
}
