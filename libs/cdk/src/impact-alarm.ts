import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';

export interface ImpactAlarmProps {
  readonly alarmName: string;
  readonly metric: IMetric;
  /** The alarm rings when the metric exceeds this. */
  readonly above: number;
  /** What was seen: "messages wait in the dead-letter queue x". */
  readonly finding: string;
  /** What people lose while the alarm rings. */
  readonly impact: string;
  readonly topic: ITopic;
}

/** An alarm whose text says what people lose. It reaches them by SNS: neither through Slack nor through our lambdas. */
export class ImpactAlarm extends Alarm {
  constructor(scope: Construct, id: string, { above, finding, impact, topic, ...props }: ImpactAlarmProps) {
    super(scope, id, {
      ...props,
      alarmDescription: `Impact: ${impact}. Seen: ${finding}.`,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING, // SQS and Lambda send nothing while nothing happens
    });
    this.addAlarmAction(new SnsAction(topic));
  }
}
