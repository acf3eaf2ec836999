import { windowDigestOf } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { renderEmail, renderSlackAlert, renderSlackDigest } from '@trailbell/notifiers';
import { type SandboxState, type SlackMessage, type TimelineAlert, type TimelineEvent } from '../../page-api.ts';

/** A sandbox that has just come up. */
export const emptyState: SandboxState = {
  phase: 'drained',
  clock: { now: '2026-10-13T07:45:00Z', pace: 'real' },
  replay: { status: 'idle', eventsRead: 0, unreadable: [] },
  balance: {
    eventsIn: 0,
    fates: { 'in-flight': 0, 'held-back': 0, unmatched: 0, quiet: 0, alerts: 0, 'dead-lettered': 0 },
    alerts: 0,
    outcomes: { pending: 0, alerted: 0, grouped: 0, digested: 0, suppressed: 0, 'dead-lettered': 0 },
    outsideEnvironment: 0,
  },
  events: [],
  channels: [],
  mails: [],
  queues: [],
  deadLetters: [],
  lambdas: [],
  heldBack: [],
  faults: { slack: 'up' },
};

/** An event as the timeline lists it; what is not given is of no interest to the case. */
export function eventOf(id: number, given: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    id,
    eventKey: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    eventTime: `2026-10-13T07:0${id % 10}:00Z`,
    receivedAt: '2026-10-13T07:45:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    account: '111122223333',
    region: 'eu-central-1',
    actor: 'jordan@example.com',
    source: '203.0.113.24',
    outsideEnvironment: false,
    fate: 'unmatched',
    alerts: [],
    steps: [],
    ...given,
  };
}

const stopped: Alert = {
  eventKey: 'c2c780c1-0000-4000-8000-000000000001',
  detectionId: 'cloudtrail-stopped',
  title: 'CloudTrail logging stopped or trail deleted',
  severity: 'critical',
  summary: 'svc-backup-02 stopped the trail management-events',
  subject: 'management-events',
  actor: {
    kind: 'iam-user',
    name: 'svc-backup-02',
    principalArn: 'arn:aws:iam::111122223333:user/svc-backup-02',
    accountId: '111122223333',
  },
  source: '192.0.2.146',
  eventTime: '2026-10-13T07:07:44Z',
  eventName: 'StopLogging',
  eventSource: 'cloudtrail.amazonaws.com',
  eventId: 'c2c780c1-0000-4000-8000-000000000001',
  account: '111122223333',
  region: 'eu-central-1',
  why: 'Without the trail nobody sees what is done next. Attackers stop it before they do what they came for.',
  runbook: [
    'Start the trail again.',
    'Ask svc-backup-02 whether this was meant.',
    'If not, revoke the key and look at every call it made.',
  ],
  falsePositives: ['A trail is replaced by another one.'],
  techniques: ['T1685.002'],
};

const opened: Alert = {
  ...stopped,
  eventKey: '70f33370-0000-4000-8000-000000000002',
  detectionId: 'security-group-open-to-world',
  title: 'Security group opened to the internet',
  severity: 'high',
  summary: 'svc-backup-02 opened SSH (port 22) of sg-0a9b8c7d6e5f41203 to the internet',
  subject: 'sg-0a9b8c7d6e5f41203',
  eventTime: '2026-10-13T07:15:30Z',
  eventName: 'AuthorizeSecurityGroupIngress',
  eventSource: 'ec2.amazonaws.com',
  eventId: '70f33370-0000-4000-8000-000000000002',
};

const written: Alert = {
  ...stopped,
  eventKey: 'd813a00d-0000-4000-8000-000000000003',
  detectionId: 's3-object-written',
  title: 'Object written to a watched bucket',
  severity: 'info',
  summary: 'payments-export-task wrote settlements/2026/10/12/batch-0001.csv.gz to example-payments-exports',
  subject: 'example-payments-exports',
  actor: { kind: 'assumed-role', name: 'payments-export-task' },
  source: '10.20.31.7',
  eventTime: '2026-10-13T07:12:00Z',
  eventName: 'PutObject',
  eventSource: 's3.amazonaws.com',
};

function alertOf(alert: Alert, route: TimelineAlert['route'], outcome: TimelineAlert['outcome']): TimelineAlert {
  const { detectionId, title, severity, summary } = alert;
  return { detectionId, title, severity, summary, route, outcome };
}

function messageOf(channel: string, ts: string, message: ReturnType<typeof renderSlackAlert>): SlackMessage {
  return { channel, ts, text: message.text, blocks: message.blocks, updated: false };
}

export function alertMessage(ts: string): SlackMessage {
  return messageOf('#security-page', ts, renderSlackAlert(stopped));
}

/** A sandbox in the middle of things: one event of each fate, and something in every panel. */
export const busyState: SandboxState = {
  phase: 'waiting',
  clock: {
    now: '2026-10-13T07:45:12Z',
    pace: 'real',
    nextWait: { at: '2026-10-13T07:46:12Z', what: 'a retry of trailbell-alert-lambda' },
  },
  replay: { status: 'done', name: 'The leaked key', eventsRead: 6, unreadable: [] },
  balance: {
    eventsIn: 6,
    fates: { 'in-flight': 0, 'held-back': 1, unmatched: 1, quiet: 1, alerts: 3, 'dead-lettered': 0 },
    alerts: 3,
    outcomes: { pending: 1, alerted: 1, grouped: 0, digested: 1, suppressed: 0, 'dead-lettered': 0 },
    outsideEnvironment: 0,
  },
  events: [
    eventOf(1, {
      eventName: 'GetCallerIdentity',
      eventSource: 'sts.amazonaws.com',
      actor: 'jenkins-legacy',
      source: '198.51.100.77',
    }),
    eventOf(2, {
      eventName: 'StopLogging',
      eventSource: 'cloudtrail.amazonaws.com',
      actor: 'jenkins-legacy',
      source: '198.51.100.77',
      errorCode: 'AccessDenied',
      fate: 'quiet',
    }),
    eventOf(3, {
      eventName: 'PutObject',
      eventSource: 's3.amazonaws.com',
      actor: 'cloudtrail.amazonaws.com',
      source: 'cloudtrail.amazonaws.com',
      fate: 'held-back',
      reason: 'No trail logs data events of the bucket example-trail-logs.',
    }),
    eventOf(4, {
      eventKey: stopped.eventKey,
      eventTime: stopped.eventTime,
      eventName: stopped.eventName,
      eventSource: stopped.eventSource,
      actor: 'svc-backup-02',
      source: '192.0.2.146',
      fate: 'alerts',
      alerts: [alertOf(stopped, 'page', 'alerted')],
      steps: [
        { at: '2026-10-13T07:45:01Z', kind: 'rule', name: 'trailbell-coarse-1', result: 'ok' },
        { at: '2026-10-13T07:45:01Z', kind: 'bus', name: 'trailbell-hub', result: 'ok' },
        {
          at: '2026-10-13T07:45:01Z',
          kind: 'lambda',
          name: 'trailbell-alert-lambda',
          result: 'failed',
          durationMs: 41.2,
          detail: 'Slack answered 503 Service Unavailable',
        },
        { at: '2026-10-13T07:45:01Z', kind: 'queue', name: 'trailbell-alert-lambda-retry', result: 'retrying' },
        { at: '2026-10-13T07:45:03Z', kind: 'lambda', name: 'trailbell-alert-lambda', result: 'ok', durationMs: 12.8 },
      ],
    }),
    eventOf(5, {
      eventTime: opened.eventTime,
      eventName: opened.eventName,
      eventSource: opened.eventSource,
      actor: 'svc-backup-02',
      source: '192.0.2.146',
      fate: 'alerts',
      alerts: [alertOf(opened, 'page', 'pending')],
    }),
    eventOf(6, {
      eventTime: written.eventTime,
      eventName: written.eventName,
      eventSource: written.eventSource,
      actor: 'payments-export-task',
      source: '10.20.31.7',
      fate: 'alerts',
      alerts: [alertOf(written, 'digest', 'digested')],
    }),
  ],
  channels: [
    {
      name: '#security-page',
      messages: [
        alertMessage('1791877501.000100'),
        messageOf('#security-page', '1791877502.000200', renderSlackAlert(opened)),
      ],
    },
    { name: '#security-alerts', messages: [] },
    {
      name: '#security-digest',
      messages: [
        messageOf(
          '#security-digest',
          '1791877503.000300',
          renderSlackDigest(windowDigestOf('2026-10-13T08:00:00.000Z', [{ kind: 'lesser', alert: written }])),
        ),
      ],
    },
  ],
  mails: [
    {
      id: 'mail-1',
      at: '2026-10-13T07:45:02Z',
      topic: 'trailbell-page',
      to: 'security@example.com',
      subject: renderEmail(stopped).subject,
      text: renderEmail(stopped).body,
    },
  ],
  queues: [
    { name: 'trailbell-alert-lambda-retry', region: 'eu-central-1', role: 'work', visible: 0, inFlight: 0, delayed: 1 },
    { name: 'trailbell-digest', region: 'eu-central-1', role: 'work', visible: 0, inFlight: 0, delayed: 0 },
    { name: 'trailbell-digest-dlq', region: 'eu-central-1', role: 'dead-letter', visible: 1, inFlight: 0, delayed: 0 },
  ],
  deadLetters: [
    {
      id: 'letter-1',
      queue: 'trailbell-digest-dlq',
      at: '2026-10-13T07:45:09Z',
      reason: 'Received 5 times and never handled',
      body: '{"kind":"unknown"}',
    },
  ],
  lambdas: [
    {
      name: 'trailbell-alert-lambda',
      environments: 2,
      running: 0,
      waiting: 0,
      invocations: 5,
      errors: 1,
      timeouts: 0,
      coldStarts: 2,
      p50Ms: 8.6,
      p99Ms: 141,
      log: ['{"level":"INFO","message":"Alert told","detectionId":"cloudtrail-stopped"}'],
    },
  ],
  heldBack: [{ reason: 'No trail logs data events of the bucket example-trail-logs.', count: 1 }],
  faults: { slack: 'up' },
};
