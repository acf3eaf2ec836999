import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { type Impact, describeImpact } from './runbook.ts';

export interface ImpactAlarmProps extends Impact {
  readonly alarmName: string;
  readonly metric: IMetric;
  /** The alarm rings when the metric exceeds this. */
  readonly above: number;
  /** For so many periods in a row: once, unless a single one says little. */
  readonly periods?: number;
  readonly topic: ITopic;
}

/** An alarm whose text says what people lose. It reaches them by SNS: neither through Slack nor through our lambdas. */
export class ImpactAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    { alarmName, metric, above, periods = 1, topic, ...impact }: ImpactAlarmProps,
  ) {
    super(scope, id, {
      alarmName,
      metric,
      alarmDescription: describeImpact(impact),
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.NOT_BREACHING, // SQS and Lambda send nothing while nothing happens
    });
    this.addAlarmAction(new SnsAction(topic));
  }
}
