import { Duration, type RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type Construct } from 'constructs';
import {
  type DigestSettings,
  EnvironmentVariable,
  HEARTBEAT_PATTERN,
  LONGEST_WAIT_MS,
  type AlertsWanted,
  type Routing,
  alertEventPattern,
  receivesWithin,
  usesWebhook,
} from '@trailbell/alerting';
import { type Detection, type Settings } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import { alarmOnDeliveries, alarmOnMissingDigests } from './delivery-alarms.ts';
import { ImportedHub } from './imported-hub.ts';
import { type LambdaApp } from './lambda-apps.ts';
import { type LambdaManifest, type QueueTrigger, type Trigger } from './lambda-manifest.ts';
import { MonitoredLambda } from './monitored-lambda.ts';
import { heartbeatTopicNamed, lambdaNamed, queueNamed, titled } from './names.ts';
import { allowNeeds, variablesFor } from './needs.ts';
import { PatternRules } from './pattern-rules.ts';
import { invokes, sendsTo } from './rule-targets.ts';
import { expressionFor } from './schedule-expression.ts';
import { ScheduledMessage } from './scheduled-message.ts';
import { MistakeError } from './sentences.ts';
import { WorkQueue } from './work-queue.ts';

export interface LambdaAppStackProps extends StackProps {
  readonly app: LambdaApp;
  /** Where `nx build` of the app left `index.mjs`. */
  readonly bundle: string;
  readonly detections: readonly Detection[];
  readonly settings: Settings;
  readonly routing: Routing;
  readonly digest: DigestSettings;
  /** Where collectors stand, and where their heartbeats are listened for. */
  readonly heartbeats: { readonly regions: readonly string[]; readonly guardRegion: string };
  readonly removalPolicy: RemovalPolicy;
}

/** All of one lambda app: its rules on the hub bus, its queues, its function, dead letters and alarms. */
export class LambdaAppStack extends Stack {
  readonly #app: LambdaApp;
  readonly #detections: readonly Detection[];
  readonly #heartbeats: LambdaAppStackProps['heartbeats'];
  readonly #hub: ImportedHub;
  readonly #lambda: MonitoredLambda;
  readonly #digest: DigestSettings;

  constructor(scope: Construct, id: string, props: LambdaAppStackProps) {
    const { app, bundle, detections, heartbeats, removalPolicy, ...stackProps } = props;
    super(scope, id, stackProps);
    const { impact, memoryMb, timeoutSeconds, triggers } = app.manifest;
    const needs = neededWith(props.routing, app.manifest.needs);

    this.#app = app;
    this.#detections = detections;
    this.#digest = props.digest;
    this.#heartbeats = heartbeats;
    this.#hub = new ImportedHub(this, 'Hub');
    this.#lambda = new MonitoredLambda(this, 'Lambda', {
      functionName: lambdaNamed(app.name),
      bundle,
      impact,
      memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      environment: { ...settingsFor(props), ...variablesFor(needs, this.#hub) },
      alarmTopic: this.#hub.alarmTopic,
      removalPolicy,
    });
    allowNeeds(needs, this.#lambda, this.#hub);
    triggers.forEach((trigger) => {
      this.add(trigger);
    });
  }

  private add(trigger: Trigger): void {
    switch (trigger.kind) {
      case 'detections':
        this.invokeOn('detections', patternsOf(this.#detections.filter(({ digestOnly }) => digestOnly !== true)));
        alarmOnDeliveries(this, this.ringing());
        break;
      case 'alerts':
        this.invokeOn('alerts', [this.alertsAsked(trigger)]);
        break;
      case 'pattern':
        this.invokeOn('pattern', trigger.enabled ? [trigger.pattern] : []);
        break;
      case 'heartbeat':
        this.hearHeartbeats();
        break;
      case 'queue':
        this.drain(trigger);
        break;
    }
  }

  private invokeOn(kind: 'alerts' | 'detections' | 'pattern' | 'heartbeat', patterns: readonly Pattern[]): void {
    new PatternRules(this, kind, {
      ruleName: `${lambdaNamed(this.#app.name)}-${kind}`,
      description: `Events for ${this.#app.name}`,
      eventBus: this.#hub.bus,
      patterns,
      target: invokes(this.#lambda.function, this.#lambda.deadLetters),
      impact: this.#app.manifest.impact,
      alarmTopic: this.#hub.alarmTopic,
    });
  }

  private hearHeartbeats(): void {
    const { regions, guardRegion } = this.#heartbeats;
    const topicArn = (region: string): string =>
      this.formatArn({ service: 'sns', region: guardRegion, resource: heartbeatTopicNamed(region) });

    this.invokeOn('heartbeat', [HEARTBEAT_PATTERN]);
    this.#lambda.function.addEnvironment(EnvironmentVariable.HEARTBEAT_TOPIC_PREFIX, topicArn(''));
    this.#lambda.allow('PassesHeartbeatsOn', { actions: ['sns:Publish'], resources: regions.map(topicArn) });
  }

  private drain(trigger: QueueTrigger): void {
    const queue = this.createQueue(trigger);
    this.#lambda.function.addEventSource(
      new SqsEventSource(queue, {
        batchSize: trigger.batchSize,
        maxBatchingWindow: Duration.seconds(trigger.batchWindowSeconds),
        ...(trigger.maximumConcurrency !== undefined && { maxConcurrency: trigger.maximumConcurrency }),
        reportBatchItemFailures: true, // without it the list of failed messages is ignored, and they are deleted
      }),
    );

    this.#lambda.allow(`Drains${titled(trigger.queue)}`, {
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], // as Lambda demands, in its name
      resources: [queue.queueArn],
    });

    if (trigger.queue === 'retry') {
      this.#lambda.function.addEnvironment(EnvironmentVariable.RETRY_QUEUE_URL, queue.queueUrl);
      this.#lambda.allow('PutsOffDeliveries', {
        actions: ['sqs:ChangeMessageVisibility', 'sqs:SendMessage'],
        resources: [queue.queueArn],
      });
    }
    if (trigger.queue === 'digest') {
      alarmOnMissingDigests(this, queue, this.ringing());
    }
    if (trigger.alsoEvents) {
      this.gather('digest-only', patternsOf(this.#detections.filter(({ digestOnly }) => digestOnly === true)), queue);
    }
    if (trigger.schedule) {
      new ScheduledMessage(this, 'Schedule', {
        scheduleName: `${lambdaNamed(this.#app.name)}-${trigger.queue}`,
        expression: expressionFor(trigger.schedule, this.#digest),
        message: trigger.schedule.message,
        queue,
        deadLetters: this.#lambda.deadLetters,
      });
    }
    if (trigger.pattern) {
      this.gather('events', [trigger.pattern], queue);
    }
    if (trigger.alerts) {
      this.gather('alerts', [this.alertsAsked(trigger.alerts)], queue);
    }
  }

  private alertsAsked(wanted: AlertsWanted): Pattern {
    return alertEventPattern(wanted, this.account);
  }

  private ringing() {
    const { name, manifest } = this.#app;
    return { functionName: lambdaNamed(name), impact: manifest.impact, topic: this.#hub.alarmTopic };
  }

  private createQueue({ queue, ...trigger }: QueueTrigger): WorkQueue {
    const { impact, timeoutSeconds } = this.#app.manifest;
    const giveUpAfter = Duration.hours(trigger.giveUpAfterHours);
    return new WorkQueue(this, `queue-${queue}`, {
      queueName: queueNamed(this.#app.name, queue),
      longestBatch: Duration.seconds(timeoutSeconds + trigger.batchWindowSeconds),
      deliveryDelay: Duration.seconds(trigger.delaySeconds),
      giveUpAfter,
      ...(queue === 'retry' && {
        spacedOut: {
          longestWait: Duration.millis(LONGEST_WAIT_MS),
          receives: receivesWithin(giveUpAfter.toMilliseconds()),
        },
      }),
      impact,
      alarmTopic: this.#hub.alarmTopic,
    });
  }

  /** Rules put these events straight into the queue. */
  private gather(kind: 'alerts' | 'digest-only' | 'events', patterns: readonly Pattern[], queue: WorkQueue): void {
    new PatternRules(this, kind, {
      ruleName: `${lambdaNamed(this.#app.name)}-${kind}`,
      description: `Events for the queue of ${this.#app.name}`,
      eventBus: this.#hub.bus,
      patterns,
      target: sendsTo(queue, this.#lambda.deadLetters),
      impact: this.#app.manifest.impact,
      alarmTopic: this.#hub.alarmTopic,
    });
  }
}

/** Where nothing is routed to the webhook, nobody reads its secret, nor need there be one. */
function neededWith(routing: Routing, { secrets, ...needs }: LambdaManifest['needs']): LambdaManifest['needs'] {
  return { ...needs, secrets: secrets.filter((secret) => secret !== 'webhook' || usesWebhook(routing)) };
}

function patternsOf(detections: readonly Detection[]): readonly Pattern[] {
  return detections.map(({ pattern }) => pattern);
}

/** An app that evaluates detections is told what the catalogue needs to know; one that tells in Slack, where alerts go. */
function settingsFor({ app, settings, routing, digest }: LambdaAppStackProps): Readonly<Record<string, string>> {
  const { triggers, needs } = app.manifest;
  const evaluates = triggers.some(
    (trigger) => trigger.kind === 'detections' || (trigger.kind === 'queue' && trigger.alsoEvents !== undefined),
  );
  const tellsDigests = triggers.some((trigger) => trigger.kind === 'queue' && trigger.queue === 'digest');
  return shortEnough(app.name, {
    ...(tellsDigests && { [EnvironmentVariable.DIGEST]: JSON.stringify(digest) }),
    ...(evaluates && { [EnvironmentVariable.DETECTION_SETTINGS]: JSON.stringify(settings) }),
    ...((evaluates || needs.secrets.includes('slack-token')) && {
      [EnvironmentVariable.ROUTING]: JSON.stringify(routing),
    }),
  });
}

/** Of the 4,096 bytes Lambda takes for all variables. The others, names and ARNs, need less than the rest. */
const MOST_BYTES_OF_SETTINGS = 3_072;

/** As Lambda measures them: the variables as JSON, in which the quotes of JSON text are escaped. */
function shortEnough(app: string, variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > MOST_BYTES_OF_SETTINGS) {
    throw new MistakeError(
      `${Object.keys(variables).join(' and ')} of the lambda ${lambdaNamed(app)} are ${String(bytes)} bytes. Valid: at most ${String(MOST_BYTES_OF_SETTINGS)}; shorten the lists in \`detections\` or \`routing\` of the environment.`,
    );
  }
  return variables;
}
