import { type IgnoredProperties } from './property-ledger.ts';

const PERMISSION =
  'permissions are not enforced on a laptop; a simulator of IAM holds them against what lambdas were seen to ask for (permissions.spec.ts)';
const ENCRYPTION = 'nothing rests on disk: queues, topics, tables and buckets live in memory for one run';
const NO_METRICS =
  'the sandbox keeps no metrics, so no alarm can ring; its page shows dead letters and failures instead';
const NO_LOG_STORE = 'logs are shown on the page and kept nowhere';
const NO_BUCKETS = 'the archive of CloudTrail records is not part of the path of an event';
const FOR_PEOPLE = 'a text for people; nothing follows from it';
const IDENTITY = 'the sandbox finds it by other means';

/**
 * Every property of the templates that the sandbox does not honour, and why: a path stands for all beneath it. A spec holds this
 * list and the properties the sandbox reads against the templates of two environments, both ways.
 */
export const ignoredProperties: IgnoredProperties = {
  'AWS::CloudTrail::Trail': {
    'AdvancedEventSelectors[].Name': FOR_PEOPLE,
    CloudWatchLogsLogGroupArn: NO_LOG_STORE,
    CloudWatchLogsRoleArn: NO_LOG_STORE,
    EnableLogFileValidation: NO_BUCKETS,
    IsOrganizationTrail: 'records of accounts outside the environment are replayed as if a collector stood there',
    KMSKeyId: ENCRYPTION,
    S3BucketName: NO_BUCKETS,
  },
  'AWS::CloudWatch::Alarm': {
    AlarmActions: NO_METRICS,
    AlarmDescription: NO_METRICS,
    ComparisonOperator: NO_METRICS,
    Dimensions: NO_METRICS,
    EvaluationPeriods: NO_METRICS,
    ExtendedStatistic: NO_METRICS,
    MetricName: NO_METRICS,
    Metrics: NO_METRICS,
    Namespace: NO_METRICS,
    Period: NO_METRICS,
    Statistic: NO_METRICS,
    Threshold: NO_METRICS,
    TreatMissingData: NO_METRICS,
  },
  'AWS::CloudWatch::Dashboard': { DashboardBody: NO_METRICS },
  'AWS::DynamoDB::Table': {
    BillingMode: 'a laptop bills nobody, and throttles only when a fault says so',
    DeletionProtectionEnabled: 'the table lives for one run',
    PointInTimeRecoverySpecification: 'the table lives for one run',
    SSESpecification: ENCRYPTION,
  },
  'AWS::Events::EventBusPolicy': { EventBusName: PERMISSION, Statement: PERMISSION, StatementId: PERMISSION },
  'AWS::Events::Rule': { Description: FOR_PEOPLE, 'Targets[].RoleArn': PERMISSION },
  'AWS::IAM::Policy': { PolicyDocument: PERMISSION, PolicyName: PERMISSION, Roles: PERMISSION },
  'AWS::IAM::Role': { AssumeRolePolicyDocument: PERMISSION },
  'AWS::KMS::Alias': { TargetKeyId: ENCRYPTION },
  'AWS::KMS::Key': { Description: FOR_PEOPLE, EnableKeyRotation: ENCRYPTION, KeyPolicy: ENCRYPTION },
  'AWS::Lambda::Function': {
    Architectures: 'bundles are JavaScript, and run on whatever this machine is',
    'Code.S3Bucket': IDENTITY,
    'LoggingConfig.LogFormat': 'lines are shown as the function wrote them',
    Role: PERMISSION,
  },
  'AWS::Lambda::Permission': {
    Action: PERMISSION,
    FunctionName: PERMISSION,
    Principal: PERMISSION,
    SourceArn: PERMISSION,
  },
  'AWS::Logs::LogGroup': { KmsKeyId: ENCRYPTION, RetentionInDays: NO_LOG_STORE },
  'AWS::Logs::QueryDefinition': { LogGroupNames: NO_LOG_STORE, Name: NO_LOG_STORE, QueryString: NO_LOG_STORE },
  'AWS::S3::Bucket': {
    BucketEncryption: NO_BUCKETS,
    LifecycleConfiguration: NO_BUCKETS,
    LoggingConfiguration: NO_BUCKETS,
    ObjectLockConfiguration: NO_BUCKETS,
    ObjectLockEnabled: NO_BUCKETS,
    OwnershipControls: NO_BUCKETS,
    PublicAccessBlockConfiguration: NO_BUCKETS,
    VersioningConfiguration: NO_BUCKETS,
  },
  'AWS::S3::BucketPolicy': { Bucket: NO_BUCKETS, PolicyDocument: NO_BUCKETS },
  'AWS::Scheduler::Schedule': {
    Description: FOR_PEOPLE,
    'Target.RetryPolicy': 'a queue of the sandbox takes every message at the first try',
    'Target.RoleArn': PERMISSION,
  },
  'AWS::SNS::Topic': { DisplayName: FOR_PEOPLE, KmsMasterKeyId: ENCRYPTION },
  'AWS::SNS::TopicPolicy': { PolicyDocument: PERMISSION, Topics: PERMISSION },
  'AWS::SQS::Queue': { SqsManagedSseEnabled: ENCRYPTION },
  'AWS::SQS::QueuePolicy': { PolicyDocument: PERMISSION, Queues: PERMISSION },
  'AWS::SSM::Parameter': { Description: FOR_PEOPLE },
};
