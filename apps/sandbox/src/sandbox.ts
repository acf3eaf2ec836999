import { EventEmitter, once } from 'node:events';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { parseArn } from './aws/arn.ts';
import { AwsBackend } from './cloud/aws-backend.ts';
import { type SeenCall } from './cloud/call-log.ts';
import { Cloud, type CloudContext } from './cloud/cloud.ts';
import { Couriers } from './cloud/couriers.ts';
import { putSlackToken, putWebhookTarget, slackChannelsOf } from './cloud/operator.ts';
import { ActivityMonitor } from './clock/activity.ts';
import { SandboxClock } from './clock/sandbox-clock.ts';
import { readAssembly } from './cloudformation/assembly.ts';
import { type Definitions } from './cloudformation/definitions.ts';
import { ignoredProperties } from './cloudformation/ignored-properties.ts';
import { readStacks } from './cloudformation/read-stacks.ts';
import { Table } from './dynamodb/tables.ts';
import { sweepEndedItems } from './dynamodb/ttl-sweeper.ts';
import { reasonNotLogged } from './events/trail.ts';
import { type FakeSlack, type RunningSlack, createFakeSlack } from './fake-slack/fake-slack.ts';
import { FakeWebhook } from './fake-webhook/fake-webhook.ts';
import { alertIn } from './journal/alert-in.ts';
import { tellOfClock } from './journal/clock-state.ts';
import { deadLetterArnsOf } from './journal/dead-letter-arns.ts';
import { Journal } from './journal/journal.ts';
import { slackMessageOf } from './journal/states.ts';
import { runBundles, workOn } from './lambda/work-on.ts';
import { overriddenEnvironment } from './lambda/template-overrides.ts';
import { type Change } from './page-api.ts';
import { type SandboxOptions } from './sandbox-options.ts';
import { startSchedules } from './scheduler/schedules.ts';
import { FunctionCalls } from './server/function-calls.ts';
import { Queues } from './sqs/queues.ts';

const SLACK_TOKEN = 'xoxb-sandbox';
/** Whoever calls beside the functions: somebody at the page, and the sandbox itself. */
const PERSON = 'person';
/** A replay waits while more invocations than this wait for a process. */
const MOST_WAITING = 500;

/** The synthesised stacks, running on this machine's loopback. */
export class Sandbox {
  readonly definitions: Definitions;
  readonly clock = new SandboxClock();
  readonly changes = new EventEmitter<{ change: [Change] }>();
  readonly arrivals = new EventEmitter<{ ingested: [number, EventEnvelope] }>();
  readonly journal: Journal;
  readonly activity: ActivityMonitor;
  readonly slack: FakeSlack;
  /** Who is posted to where alerts are routed to the webhook. */
  readonly webhook = new FakeWebhook(() => this.clock.now());
  readonly functionCalls = new FunctionCalls(
    (holder) => holder !== PERSON,
    (holder) => {
      this.cloud.functionNamed(holder)?.kill();
    },
  );
  readonly #queues: Queues;
  readonly #backend: AwsBackend;
  #running: Running | undefined;
  #stopped = false;

  private constructor(definitions: Definitions, { slackRate, pace, onRefused }: SandboxOptions) {
    this.definitions = definitions;
    this.journal = new Journal(deadLetterArnsOf(definitions), {
      now: () => this.clock.now(),
      onChange: (change) => this.changes.emit('change', change),
    });
    this.#queues = new Queues(this.clock, this.journal);
    this.activity = new ActivityMonitor({
      clock: this.clock,
      hasReadyWork: () => this.#queues.hasReadyWork,
      onPhase: (phase) => {
        this.changes.emit('change', { kind: 'phase', phase });
      },
    });
    this.activity.pace = pace;
    tellOfClock(this);
    const { meet } = this.functionCalls;
    this.#backend = new AwsBackend(this.clock, this.#queues, {
      meet,
      onStored: (item) => {
        const alert = alertIn(item);
        if (alert) {
          this.journal.alertStored(alert);
        }
      },
      onRefused,
    });
    this.slack = createFakeSlack({
      token: SLACK_TOKEN,
      channels: slackChannelsOf(definitions.functions),
      clock: this.clock,
      meet,
      ...(slackRate !== undefined && { rate: slackRate }),
    });
    this.slack.events.on('message', (message) => {
      this.changes.emit('change', { kind: 'slack-message', message: slackMessageOf(message) });
    });
  }

  /** Reads the assembly and runs it. Rejects when the sandbox cannot honour something in it, and names that. */
  static async start(options: SandboxOptions): Promise<Sandbox> {
    const { assembly, only, bundles = {} } = options;
    const stacks = readAssembly(assembly).filter(({ name }) => only?.takesStack(name) ?? true);
    const { definitions, ledger } = readStacks(stacks);
    ledger.check(ignoredProperties);
    if (only) {
      workOn(definitions, only);
    }
    runBundles(definitions, bundles);
    const sandbox = new Sandbox(definitions, options);
    await sandbox.#run(options);
    return sandbox;
  }

  get cloud(): Cloud {
    return this.#parts.cloud;
  }

  get tables(): readonly Table[] {
    return this.#parts.tables;
  }

  /** What functions asked AWS for. */
  get calls(): readonly SeenCall[] {
    return this.#backend.calls.all.filter(({ holder }) => holder !== PERSON);
  }

  /** What an SDK client of this account connects with. */
  connectionFor(account: string): Connection {
    const accessKeyId = this.#backend.keys.issue(PERSON, account);
    return { endpoint: `http://${this.#backend.address}`, credentials: { accessKeyId, secretAccessKey: 'sandbox' } };
  }

  /** Stores another Slack token where functions read theirs, as a person does who mends a revoked one. */
  storeSlackToken(token: string): void {
    putSlackToken(this.definitions.functions, this.#backend.secrets, token);
  }

  /** Puts an event where CloudTrail would: on the default bus of its account and region, if the cloud would let it through. */
  ingest(envelope: EventEnvelope): number {
    const { cloud, couriers } = this.#parts;
    const ownBus = cloud.defaultBusAt(envelope);
    const bus = ownBus ?? cloud.standInBus;
    const entry = this.journal.timeline.arrive({
      envelope,
      receivedAt: new Date(this.clock.now()).toISOString(),
      outsideEnvironment: ownBus === undefined,
    });
    this.arrivals.emit('ingested', entry.id, envelope);
    const notLogged = reasonNotLogged(this.definitions.trails, envelope);
    if (notLogged !== undefined) {
      entry.heldBack = notLogged;
    } else if (bus) {
      couriers.putOn(bus, { envelope, origin: entry.id, passed: [] });
    }
    this.journal.routed(entry);
    return entry.id;
  }

  /** Sends a message to the queue of this ARN, as a person may. */
  sendToQueue(arn: string, body: string): void {
    this.#parts.couriers.sendToQueue(arn, { body, origin: undefined });
  }

  /** Resolves when the functions have caught up enough to be given more. */
  async whenRoom(): Promise<void> {
    while ([...this.cloud.functions.values()].some(({ load }) => load.waiting > MOST_WAITING)) {
      await once(this.changes, 'change');
    }
  }

  async whenDrained(): Promise<void> {
    await this.activity.whenDrained();
  }

  async stop(): Promise<void> {
    const { cloud, slack } = this.#parts;
    if (this.#stopped) {
      return;
    }
    this.#stopped = true;
    this.changes.emit('change', { kind: 'phase', phase: 'stopping' });
    this.clock.stop();
    await cloud.stop();
    await slack.close();
    await this.webhook.close();
    await this.#backend.close();
  }

  get #parts(): Running {
    if (!this.#running) {
      throw new Error('the sandbox does not run yet');
    }
    return this.#running;
  }

  async #run({ mostEnvironments, clockSkewsMs = [] }: SandboxOptions): Promise<void> {
    const endpoint = await this.#backend.listen();
    const slack = await this.slack.listen();
    await this.webhook.listen();
    const tables = await this.#createTables();
    const context: CloudContext = {
      clock: this.clock,
      activity: this.activity,
      observer: this.journal,
      queues: this.#queues,
      queueUrl: (arn) => this.#backend.queueUrl(queuePlace(arn)),
      functionContext: ({ arn, name, environment }) => ({
        runtimeApi: this.#backend.runtimeApi,
        endpoint,
        accessKeyId: this.#backend.keys.issue(name, parseArn(arn).account),
        overrides: overriddenEnvironment({
          environment,
          slackApiUrl: slack.apiUrlOf(name),
          queueUrl: (place) => this.#backend.queueUrl(place),
        }),
        mostEnvironments,
        clockSkewsMs,
      }),
    };
    const cloud = new Cloud(this.definitions, context);
    const couriers = new Couriers(cloud, context);
    this.#backend.serve(couriers, (envelope) => this.ingest(envelope));
    this.storeSlackToken(SLACK_TOKEN);
    putWebhookTarget(this.definitions.functions, this.#backend.secrets, this.webhook.target);
    for (const { name, value, ...place } of this.definitions.parameters) {
      this.#backend.parameters.put(place, name, value);
    }
    sweepEndedItems(tables, { ...context, onError: reportLater });
    startSchedules(this.definitions.schedules, {
      clock: this.clock,
      awaited: () => this.journal.untold,
      send: (queueArn, body) => {
        couriers.sendToQueue(queueArn, { body, origin: undefined });
      },
    });
    cloud.start();
    this.#running = { cloud, couriers, slack, tables };
  }

  async #createTables(): Promise<readonly Table[]> {
    const tables = this.definitions.tables.map((definition) => new Table(definition, this.#backend.dynamoDb));
    await Promise.all(tables.map((table) => table.create()));
    return tables;
  }
}

export interface Connection {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface Running {
  readonly cloud: Cloud;
  readonly couriers: Couriers;
  readonly slack: RunningSlack;
  readonly tables: readonly Table[];
}

function queuePlace(arn: string): { readonly region: string; readonly account: string; readonly name: string } {
  const { region, account, resource } = parseArn(arn);
  return { region, account, name: resource };
}

/** A sweep that failed is a bug of the sandbox: it ends the process with its stack. */
function reportLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
