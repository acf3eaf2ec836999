import {
  type AlertOutcome,
  type FateKind,
  type Phase,
  type SlackFault,
  type TimelineAlert,
  type TimelineEvent,
} from '../page-api.ts';

/** The words of the page: one name for each thing the sandbox tells of. */
export const fateNames: Readonly<Record<FateKind, string>> = {
  alerts: 'Rang',
  quiet: 'Quiet',
  unmatched: 'Unmatched',
  'held-back': 'Held back',
  'dead-lettered': 'Dead-lettered',
  'in-flight': 'In flight',
};

/** Fates in the order in which the page lists them: what matters first. */
export const fates = [
  'alerts',
  'quiet',
  'unmatched',
  'held-back',
  'in-flight',
  'dead-lettered',
] as const satisfies readonly FateKind[];

export const fateReasons: Readonly<Record<FateKind, string>> = {
  alerts: 'A rule took it, and a detection rang.',
  quiet: 'A rule took it; every detection looked at it, and none rang.',
  unmatched: 'No rule takes such an event. Nothing that is watched for begins like this.',
  'held-back': 'The cloud would not have delivered it.',
  'dead-lettered': 'It could not be handled, and waits in a dead-letter queue.',
  'in-flight': 'It is on its way.',
};

export const outcomeNames: Readonly<Record<AlertOutcome, string>> = {
  alerted: 'told',
  grouped: 'told in its incident',
  digested: 'told in the digest',
  suppressed: 'suppressed, for a declared reason',
  pending: 'waiting to be told',
  'dead-lettered': 'dead-lettered',
};

export const routeNames: Readonly<Record<TimelineAlert['route'], string>> = {
  page: 'Page: Slack and e-mail',
  alert: 'Alert: Slack',
  digest: 'Digest',
};

export const phaseNames: Readonly<Record<Phase, string>> = {
  starting: 'Starting',
  working: 'Working',
  waiting: 'Waiting',
  drained: 'Drained',
  stopping: 'Stopping',
};

export const faultNames: Readonly<Record<SlackFault, string>> = {
  up: 'Slack is up',
  down: 'Slack is down',
  'rate-limited': 'Slack limits the rate',
  cut: 'Slack cuts the connection',
  slow: 'Slack is slow',
  'invalid-auth': 'Slack refuses the token',
  'channel-not-found': 'Slack has lost the channel',
};

export const faultEffects: Readonly<Record<SlackFault, string>> = {
  up: '',
  down: 'It answers 503 to everything.',
  'rate-limited': 'It answers 429 and says when to come back.',
  cut: 'It takes the message and breaks off in the middle of its answer.',
  slow: 'It answers, but late.',
  'invalid-auth': 'It answers invalid_auth.',
  'channel-not-found': 'It answers channel_not_found.',
};

export const severities = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const satisfies readonly TimelineAlert['severity'][];

/** The gravest severity among an event's alerts. */
export function gravest(alerts: readonly TimelineAlert[]): TimelineAlert['severity'] | undefined {
  return severities.find((severity) => alerts.some((alert) => alert.severity === severity));
}

/** Whether the event speaks of what was typed into the search box. */
export function speaksOf(event: TimelineEvent, wanted: string): boolean {
  const words = [
    event.eventName,
    event.eventSource,
    event.actor,
    event.source,
    event.region,
    event.account,
    event.eventKey,
    ...event.alerts.map(({ detectionId }) => detectionId),
  ];
  return words.some((word) => word.toLowerCase().includes(wanted.trim().toLowerCase()));
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `09:02:12`, in the reader's zone. What is no time is shown as it came. */
export function timeOfDay(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : clock.format(at);
}

/** `ec2` of `ec2.amazonaws.com`. */
export function serviceName(eventSource: string): string {
  return eventSource.replace(/\.amazonaws\.com$/, '');
}
