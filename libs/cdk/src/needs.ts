import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ALERT_EVENT, EnvironmentVariable } from '@trailbell/alerting';
import { type ImportedHub } from './imported-hub.ts';
import { type LambdaManifest } from './lambda-manifest.ts';
import { type MonitoredLambda } from './monitored-lambda.ts';
import { CloudName, secretNamed, titled } from './names.ts';

type Needs = LambdaManifest['needs'];

const SECRET_VARIABLES = {
  'slack-token': EnvironmentVariable.SLACK_TOKEN_SECRET,
  webhook: EnvironmentVariable.WEBHOOK_SECRET,
} as const;
const TOPIC_VARIABLES = { page: EnvironmentVariable.PAGE_TOPIC_ARN } as const;
const QUEUE_VARIABLES = { digest: EnvironmentVariable.DIGEST_QUEUE_URL } as const;

/** The environment variables by which a lambda finds what it needs. */
export function variablesFor(needs: Needs, hub: ImportedHub): Readonly<Record<string, string>> {
  return {
    ...(needs.alertsTable && { [EnvironmentVariable.ALERTS_TABLE]: CloudName.ALERTS_TABLE }),
    ...Object.fromEntries(needs.secrets.map((secret) => [SECRET_VARIABLES[secret], secretNamed(secret)])),
    ...Object.fromEntries(needs.topics.map((topic) => [TOPIC_VARIABLES[topic], hub.topicArn(topic)])),
    ...Object.fromEntries(needs.queues.map((queue) => [QUEUE_VARIABLES[queue], hub.queueUrl(queue)])),
    ...(needs.hubBus && { [EnvironmentVariable.HUB_BUS]: CloudName.HUB_BUS }),
    ...(needs.restartsTrails && {
      [EnvironmentVariable.RESTARTED_TRAILS]: JSON.stringify(trailArns(needs.restartsTrails.trails, hub)),
      [EnvironmentVariable.RESTART_MODE]: needs.restartsTrails.act ? 'act' : 'dry-run',
    }),
  };
}

/** Lets the lambda do what its needs say, and nothing beside it. */
export function allowNeeds(needs: Needs, lambda: MonitoredLambda, hub: ImportedHub): void {
  if (needs.alertsTable) {
    lambda.allow('KeepsAlerts', {
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [hub.tableArn()],
    });
  }
  if (needs.digestEntries) {
    lambda.allow('GathersDigestEntries', {
      actions: ['dynamodb:BatchWriteItem', 'dynamodb:Query'],
      resources: [hub.tableArn()],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['digest#*'] } },
    });
    lambda.allow('LooksWhetherAlertsWereTold', { actions: ['dynamodb:BatchGetItem'], resources: [hub.tableArn()] });
  }
  for (const secret of needs.secrets) {
    lambda.allow(`ReadsSecret${titled(secret)}`, {
      actions: ['secretsmanager:GetSecretValue'],
      resources: [secretArn(lambda, secret)],
    });
  }
  for (const queue of needs.queues) {
    lambda.allow(`SendsTo${titled(queue)}`, { actions: ['sqs:SendMessage'], resources: [hub.queueArn(queue)] });
  }
  for (const topic of needs.topics) {
    lambda.allow(`PublishesTo${titled(topic)}`, { actions: ['sns:Publish'], resources: [hub.topicArn(topic)] });
  }
  if (needs.hubBus) {
    allowPuttingAlerts(lambda, hub);
  }
  if (needs.restartsTrails?.act === true) {
    lambda.allow('RestartsTrails', {
      actions: ['cloudtrail:StartLogging'],
      resources: trailArns(needs.restartsTrails.trails, hub),
    });
  }
  if (needs.topics.length > 0) {
    lambda.allow('EncryptsForTopics', {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [hub.topicsKeyArn()],
      conditions: {
        StringEquals: {
          'kms:ViaService': `sns.${Stack.of(lambda).region}.${Stack.of(lambda).urlSuffix}`,
          'kms:EncryptionContext:aws:sns:topicArn': needs.topics.map((topic) => hub.topicArn(topic)),
        },
      },
    });
  }
}

function allowPuttingAlerts(lambda: MonitoredLambda, hub: ImportedHub): void {
  const puts = { 'events:source': ALERT_EVENT.source, 'events:detail-type': ALERT_EVENT.detailType };
  lambda.allow('PutsAlertsOnTheHubBus', {
    actions: ['events:PutEvents'],
    resources: [hub.bus.eventBusArn],
    conditions: {
      'ForAllValues:StringEquals': puts, // of each event of a request; of a request without any, too, but for this:
      Null: Object.fromEntries(Object.keys(puts).map((key) => [key, 'false'])),
    },
  });
}

function trailArns(trails: readonly string[], hub: ImportedHub): string[] {
  return trails.map((trail) => hub.trailArn(trail));
}

/** Secrets Manager ends the ARN of a secret in a dash and six characters of its own. */
function secretArn(lambda: MonitoredLambda, secret: string): string {
  return Stack.of(lambda).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${secretNamed(secret)}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
