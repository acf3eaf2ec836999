/**
 * What the page and the sandbox say to each other: JSON over loopback HTTP.
 *
 * | request             | body            | answer                                                        |
 * | ------------------- | --------------- | ------------------------------------------------------------- |
 * | GET  /api/state     |                 | `SandboxState`, whole                                          |
 * | GET  /api/stream    |                 | server-sent events; each `data:` line is one `Change`          |
 * | POST /api/events    | record, envelope, or a list of them | `EventsAccepted`, or 400 `Refusal`         |
 * | POST /api/faults    | `FaultsRequest` | `Faults` as they are now                                       |
 * | POST /api/replay    | `ReplayRequest` | 202 `ReplayState`; 409 `Refusal` while another replay runs      |
 * | POST /api/clock     | `ClockRequest`  | `ClockState`                                                   |
 * | GET  /api/calls    |                 | a list of `CallCount`                                          |
 * | POST /api/explain   | `ExplainRequest` | `Explained`, or 404 `Refusal` when the event is not kept       |
 *
 * A change replaces the thing of the same identity (`id`, `name`, `ts`, …) or adds it. The stream begins with one
 * `{ kind: 'state' }` change, so a page that loses the stream and reconnects is whole again.
 */

/** Everything the page draws. Lists are oldest first; `events` holds at most the last `EVENTS_KEPT`. */
export interface SandboxState {
  readonly phase: Phase;
  readonly clock: ClockState;
  readonly replay: ReplayState;
  readonly balance: Balance;
  readonly events: readonly TimelineEvent[];
  readonly channels: readonly SlackChannel[];
  readonly mails: readonly Mail[];
  readonly queues: readonly QueueState[];
  readonly deadLetters: readonly DeadLetter[];
  readonly lambdas: readonly LambdaState[];
  readonly heldBack: readonly HeldBack[];
  readonly faults: Faults;
}

/** `drained`: nothing in flight and nothing waiting for a retry or a batch window. `waiting`: only such waits are left. */
export type Phase = 'starting' | 'working' | 'waiting' | 'drained' | 'stopping';

export interface ClockState {
  /** The sandbox's time, ISO 8601. Ahead of the wall clock once it has leapt over waits. */
  readonly now: string;
  /** `real`: waits take their time. `leap`: while nothing is in flight the clock leaps to the next wait's end. */
  readonly pace: Pace;
  /** When the next wait (retry, window, delay) ends, if there is one. */
  readonly nextWait?: { readonly at: string; readonly what: string };
}
export type Pace = 'real' | 'leap';
/** `advance: true` leaps once to the end of the next wait. */
export interface ClockRequest {
  readonly pace?: Pace;
  readonly advance?: boolean;
}

export interface ReplayState {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** What is replayed: the story's title or a file name. */
  readonly name?: string;
  readonly eventsRead: number;
  readonly unreadable: readonly UnreadableInput[];
  /** Why it failed: a sentence. */
  readonly error?: string;
}
/** Without `story`, the shipped one again. */
export interface ReplayRequest {
  readonly story?: string;
}
export interface UnreadableInput {
  readonly file: string;
  /** Line, record index or byte: whatever the reader could name. */
  readonly where: string;
  readonly reason: string;
}

/** Events in = the sum of the fates; alerts = the sum of the outcomes. Exact at every moment. */
export interface Balance {
  readonly eventsIn: number;
  readonly fates: Readonly<Record<FateKind, number>>;
  readonly alerts: number;
  readonly outcomes: Readonly<Record<AlertOutcome, number>>;
  /** Events whose account or region the environment does not have: replayed as if a collector stood there. */
  readonly outsideEnvironment: number;
}

/**
 * What became of an event.
 * `in-flight`: on its way. `held-back`: the cloud would not have let it through. `unmatched`: no rule took it.
 * `quiet`: taken, evaluated, no detection fired. `alerts`: at least one alert. `dead-lettered`: it sits in a dead-letter queue itself.
 */
export type FateKind = 'in-flight' | 'held-back' | 'unmatched' | 'quiet' | 'alerts' | 'dead-lettered';
/** `pending`: decided, not yet told. `alerted`: opened an incident. `grouped`: joined one. */
export type AlertOutcome = 'pending' | 'alerted' | 'grouped' | 'digested' | 'suppressed' | 'dead-lettered';

export interface TimelineEvent {
  /** Identity on the page: counts up from 1 as events come in. */
  readonly id: number;
  /** The event key (see DESIGN §2). The same key twice is the same event delivered twice. */
  readonly eventKey: string;
  readonly eventTime: string;
  readonly receivedAt: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly account: string;
  readonly region: string;
  readonly actor: string;
  readonly source: string;
  readonly errorCode?: string;
  readonly outsideEnvironment: boolean;
  readonly fate: FateKind;
  /** A sentence when held back or dead-lettered. */
  readonly reason?: string;
  readonly alerts: readonly TimelineAlert[];
  readonly steps: readonly Step[];
}

export interface TimelineAlert {
  readonly detectionId: string;
  readonly title: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'info';
  readonly summary: string;
  readonly route: 'page' | 'alert' | 'digest';
  readonly outcome: AlertOutcome;
}

/** One hop of an event: `rule trailbell-coarse-1`, `lambda trailbell-alert-lambda`, `queue trailbell-digest`, … */
export interface Step {
  readonly at: string;
  readonly kind: 'rule' | 'bus' | 'lambda' | 'queue' | 'topic' | 'dead-letter';
  readonly name: string;
  readonly result: 'ok' | 'failed' | 'retrying';
  readonly durationMs?: number;
  readonly detail?: string;
}

export interface SlackChannel {
  readonly name: string;
  readonly messages: readonly SlackMessage[];
}
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly text: string;
  /** Block Kit, as the fake Slack accepted it. */
  readonly blocks: readonly unknown[];
  readonly updated: boolean;
  /** Pictures that were uploaded with it; absent when there are none. */
  readonly pictures?: readonly Picture[];
}

export interface Picture {
  readonly title: string;
  readonly altText: string;
  /** A data URL. */
  readonly url: string;
}

export interface Mail {
  readonly id: string;
  readonly at: string;
  readonly topic: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Identified by name and region: each region's collector has queues of the same names. */
export interface QueueState {
  readonly name: string;
  readonly region: string;
  readonly role: 'work' | 'dead-letter';
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly queue: string;
  readonly at: string;
  /** Why it is here, in words. */
  readonly reason: string;
  readonly body: string;
}

export interface LambdaState {
  readonly name: string;
  readonly environments: number;
  readonly running: number;
  readonly waiting: number;
  readonly invocations: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly coldStarts: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** The last lines it logged. */
  readonly log: readonly string[];
}

/** Events the cloud would not have delivered, by reason. */
export interface HeldBack {
  readonly reason: string;
  readonly count: number;
}

/** The failures one can switch on. `rate-limited`: 429 with Retry-After. `cut`: the connection breaks mid-answer. */
export type SlackFault = 'up' | 'down' | 'rate-limited' | 'cut' | 'slow' | 'invalid-auth' | 'channel-not-found';
export interface Faults {
  readonly slack: SlackFault;
}
export type FaultsRequest = Partial<Faults>;

/** How often a function asked for one thing, as `DynamoDB.PutItem`. */
export interface CallCount {
  readonly holder: string;
  readonly name: string;
  readonly calls: number;
  /** Of the bodies sent, each rounded up, as DynamoDB and SQS bill. */
  readonly kilobytes: number;
}

export interface EventsAccepted {
  readonly accepted: number;
  readonly ids: readonly number[];
}
/** Why the event of this id did not ring. */
export interface ExplainRequest {
  readonly id: number;
}
export interface Explained {
  /** The nearest of each kind first. */
  readonly nearMisses: readonly NearMiss[];
}
export interface NearMiss {
  readonly kind: 'rule' | 'detection';
  readonly name: string;
  /** A rule that matches took the event, unless its state kept it; of a detection, its condition said no. */
  readonly matched: boolean;
  /** Which field failed, what it held, what was wanted. */
  readonly text: string;
}
/** A clear sentence. */
export interface Refusal {
  readonly error: string;
}

export type Change =
  | { readonly kind: 'state'; readonly state: SandboxState }
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'clock'; readonly clock: ClockState }
  | { readonly kind: 'replay'; readonly replay: ReplayState }
  | { readonly kind: 'balance'; readonly balance: Balance }
  | { readonly kind: 'event'; readonly event: TimelineEvent }
  | { readonly kind: 'slack-message'; readonly message: SlackMessage }
  | { readonly kind: 'mail'; readonly mail: Mail }
  | { readonly kind: 'queue'; readonly queue: QueueState }
  | { readonly kind: 'dead-letters'; readonly deadLetters: readonly DeadLetter[] }
  | { readonly kind: 'lambda'; readonly lambda: LambdaState }
  | { readonly kind: 'held-back'; readonly heldBack: readonly HeldBack[] }
  | { readonly kind: 'faults'; readonly faults: Faults };

export const EVENTS_KEPT = 1_000;
