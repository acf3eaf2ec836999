import { Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '@trailbell/alerting';
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

export interface Permission {
  readonly actions: string[];
  readonly resources: string[];
  /** By operator, as in the policy: `{ StringEquals: { … } }`. */
  readonly conditions?: object;
}

/** A lambda with the house's defaults, each in one place: what it may do is added by statements, one by one. */
export class MonitoredLambda extends Construct {
  readonly function: Function;
  readonly #role: Role;
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
    const logGroup = this.createLogGroup(props);
    this.#role = this.createRole(functionName);
    this.function = this.createFunction(props, logGroup);
    this.allowWhatEveryLambdaDoes(logGroup);
    Validations.of(this.function).acknowledge(
      {
        id: 'Serverless-LambdaDLQ',
        reason: 'Its on-failure destination keeps the failed event with the error beside it.',
      },
      {
        id: 'Serverless-LambdaEventSourceMappingDestination',
        reason: 'Its sources are queues, which keep what failed and redrive it to dead-letter queues of their own.',
      },
    );
    this.alarmOn('errors', this.function.metricErrors(LAST_MINUTES), props);
    this.alarmOn('throttles', this.function.metricThrottles(LAST_MINUTES), props);
  }

  /** Gives the lambda one permission more. Its name says what for: specs, and whoever reads the policy, know it by that. */
  allow(name: string, { conditions, ...statement }: Permission): void {
    this.#role.addToPolicy(new PolicyStatement({ sid: name, ...statement, conditions: { ...conditions } }));
  }

  private createLogGroup({ functionName, removalPolicy }: MonitoredLambdaProps): LogGroup {
    return new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy,
    });
  }

  private createFunction(props: MonitoredLambdaProps, logGroup: LogGroup): Function {
    const { functionName, bundle, memoryMb, timeout, environment } = props;
    return new Function(this, 'Function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundle, { exclude: ['*.map', 'meta.json'] }),
      role: this.#role.withoutPolicyUpdates(), // CDK would grant more than is used, and without names
      memorySize: memoryMb,
      timeout,
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: functionName,
        POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
      },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }

  private createRole(functionName: string): Role {
    return new Role(this, 'Role', {
      roleName: `${functionName}-${Stack.of(this).region}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
  }

  /** AWS's managed policy would let it write to every log group of the account. */
  private allowWhatEveryLambdaDoes(logGroup: LogGroup): void {
    this.allow('WritesItsLog', {
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    this.allow('LeavesDeadLetters', { actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] });
    this.allow('Traces', { actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] });
    Validations.of(this.#role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords can only be granted on "*".',
    });
  }

  private alarmOn(
    what: 'errors' | 'throttles',
    metric: IMetric,
    { functionName, impact, alarmTopic }: MonitoredLambdaProps,
  ): void {
    new ImpactAlarm(this, `alarm-${what}`, {
      alarmName: `${functionName}-${what}`,
      metric,
      above: 0,
      finding: `${what} of the lambda ${functionName}; its log group /aws/lambda/${functionName} says why`,
      impact,
      entry: `lambda-${what}`,
      topic: alarmTopic,
    });
  }
}

const LAST_MINUTES = { period: Duration.minutes(5), statistic: 'Sum' };
