import { readFileSync } from 'node:fs';
import { type Route, digestOf } from '@trailbell/alerting';
import { CloudTrailRecord, actorOf, envelopeOf, sourceOf } from '@trailbell/cloudtrail-types';
import { type Alert, Settings, catalogueFor, evaluatorFor } from '@trailbell/detections';
import { renderEmail, renderSlackAlert, renderSlackDigest } from '@trailbell/notifiers';
import { type SandboxState, type SlackMessage, type TimelineEvent } from '../../page-api.ts';
import { emptyState } from './example-state.ts';

const STORY = new URL('../../../stories/leaked-key.ndjson', import.meta.url);
const NOW = Date.parse('2026-10-13T07:45:00Z');

/** The sandbox after the story: what our detections say of its events, in the words of our notifiers, without a replay. */
export function storyState(): SandboxState {
  const evaluate = evaluatorFor(catalogueFor(Settings.parse({ watchedBuckets: ['example-payments-exports'] })));
  const told = readFileSync(STORY, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line, at) => {
      const record = CloudTrailRecord.parse(JSON.parse(line));
      const { alerts } = evaluate(envelopeOf(record));
      return { event: eventOf(record, at + 1, alerts), alerts };
    });
  const alerts = told.flatMap((each) => each.alerts);
  const on = (route: Route) => alerts.filter(({ severity }) => routes[severity] === route);
  const digest = digestOf(on('digest'));

  return {
    ...emptyState,
    clock: { now: new Date(NOW).toISOString(), pace: 'leap' },
    replay: { status: 'done', name: 'The leaked key', eventsRead: told.length, unreadable: [] },
    balance: balanceOf(told.map(({ event }) => event)),
    events: told.map(({ event }) => event),
    channels: [
      { name: '#security-page', messages: messagesOf('#security-page', on('page').map(renderSlackAlert)) },
      { name: '#security-alerts', messages: messagesOf('#security-alerts', on('alert').map(renderSlackAlert)) },
      { name: '#security-digest', messages: messagesOf('#security-digest', [renderSlackDigest(digest)]) },
    ],
    mails: on('page').map((alert, at) => ({
      id: `mail-${at}`,
      at: new Date(NOW).toISOString(),
      topic: 'trailbell-page',
      to: 'security@example.com',
      subject: renderEmail(alert).subject,
      text: renderEmail(alert).body,
    })),
  };
}

const routes: Readonly<Record<Alert['severity'], Route>> = {
  critical: 'page',
  high: 'page',
  medium: 'alert',
  low: 'digest',
  info: 'digest',
};

function eventOf(record: CloudTrailRecord, id: number, alerts: readonly Alert[]): TimelineEvent {
  return {
    id,
    eventKey: record.eventID ?? '',
    eventTime: record.eventTime ?? '',
    receivedAt: new Date(NOW).toISOString(),
    eventSource: record.eventSource ?? '',
    eventName: record.eventName ?? '',
    account: '111122223333',
    region: record.awsRegion ?? '',
    actor: actorOf(record).name,
    source: sourceOf(record).text,
    ...(typeof record.errorCode === 'string' && { errorCode: record.errorCode }),
    outsideEnvironment: false,
    fate: alerts.length > 0 ? 'alerts' : 'unmatched',
    alerts: alerts.map(({ detectionId, title, severity, summary }) => {
      const route = routes[severity];
      return { detectionId, title, severity, summary, route, outcome: route === 'digest' ? 'digested' : 'alerted' };
    }),
    steps: [],
  };
}

function balanceOf(events: readonly TimelineEvent[]): SandboxState['balance'] {
  const rang = events.filter(({ fate }) => fate === 'alerts').length;
  const outcomes = events.flatMap(({ alerts }) => alerts.map(({ outcome }) => outcome));
  const digested = outcomes.filter((outcome) => outcome === 'digested').length;
  return {
    ...emptyState.balance,
    eventsIn: events.length,
    fates: { ...emptyState.balance.fates, alerts: rang, unmatched: events.length - rang },
    alerts: outcomes.length,
    outcomes: { ...emptyState.balance.outcomes, digested, alerted: outcomes.length - digested },
  };
}

function messagesOf(channel: string, messages: readonly Pick<SlackMessage, 'text' | 'blocks'>[]): SlackMessage[] {
  return messages.map(({ text, blocks }, at) => ({
    channel,
    ts: `${NOW / 1000 + at}.000100`,
    text,
    blocks,
    updated: false,
  }));
}
