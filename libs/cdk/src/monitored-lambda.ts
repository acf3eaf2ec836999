import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { ImpactAlarm } from './impact-alarm.ts';

export interface MonitoredLambdaProps {
  readonly functionName: string;
  /** Where `nx build` of the app left `index.mjs`. */
  readonly bundle: string;
  /** What people lose while this lambda fails. The alarms say it. */
  readonly impact: string;
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly environment: Readonly<Record<string, string>>;
  readonly alarmTopic: ITopic;
  readonly removalPolicy: RemovalPolicy;
}

/** A lambda with the house's defaults, each in one place: what it may do is added by statements, one by one. */
export class MonitoredLambda extends Construct {
  readonly function: Function;
  /** Events that EventBridge could not hand over, and events that were handed over and failed three times. */
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: MonitoredLambdaProps) {
    super(scope, id);
    const { functionName, impact, alarmTopic } = props;

    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      queueName: `${functionName}-dead-letters`,
      impact,
      alarmTopic,
    });
    this.function = this.createFunction(props);
    this.allow({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] });
    this.alarmOn('errors', this.function.metricErrors(LAST_MINUTES), props);
    this.alarmOn('throttles', this.function.metricThrottles(LAST_MINUTES), props);
  }

  /** Gives the lambda one permission more. */
  allow(statement: { readonly actions: string[]; readonly resources: string[]; readonly conditions?: object }): void {
    this.function.addToRolePolicy(new PolicyStatement({ ...statement, conditions: { ...statement.conditions } }));
  }

  private createFunction(props: MonitoredLambdaProps): Function {
    const { functionName, bundle, memoryMb, timeout, environment, removalPolicy } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy,
    });

    return new Function(this, 'Function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundle, { exclude: ['*.map', 'meta.json'] }),
      role: this.createRole(functionName, logGroup),
      memorySize: memoryMb,
      timeout,
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: functionName,
        POWERTOOLS_METRICS_NAMESPACE: 'Trailbell',
      },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }

  /** Writes to its own log group, and traces. AWS's managed policy would let it write to every log group of the account. */
  private createRole(functionName: string, logGroup: LogGroup): Role {
    const role = new Role(this, 'Role', {
      roleName: `${functionName}-${Stack.of(this).region}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords can only be granted on "*".',
    });
    return role;
  }

  private alarmOn(what: string, metric: IMetric, { functionName, impact, alarmTopic }: MonitoredLambdaProps): void {
    new ImpactAlarm(this, `alarm-${what}`, {
      alarmName: `${functionName}-${what}`,
      metric,
      above: 0,
      finding: `${what} of the lambda ${functionName}; its log group /aws/lambda/${functionName} says why`,
      impact,
      topic: alarmTopic,
    });
  }
}

const LAST_MINUTES = { period: Duration.minutes(5), statistic: 'Sum' };
