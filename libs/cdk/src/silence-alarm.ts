import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { type Impact, describeImpact } from './runbook.ts';

export interface SilenceAlarmProps extends Impact {
  readonly alarmName: string;
  /** Of something that never rests while all is well. */
  readonly metric: IMetric;
  /** For so many periods in a row nothing is heard before it rings. */
  readonly periods: number;
  readonly topic: ITopic;
}

/** Rings when something that always speaks falls silent: no data is the finding, not the lack of one. */
export class SilenceAlarm extends Alarm {
  constructor(scope: Construct, id: string, { alarmName, metric, periods, topic, ...impact }: SilenceAlarmProps) {
    super(scope, id, {
      alarmName,
      metric,
      alarmDescription: describeImpact(impact),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.addAlarmAction(new SnsAction(topic));
  }
}
