import {
  type Actor,
  type CloudTrailRecord,
  type EventEnvelope,
  actorOf,
  eventKeyOf,
  outcomeOf,
  recordOf,
  sourceOf,
} from '@trailbell/cloudtrail-types';
import { type Alert } from './alert.ts';
import { type About, type CallFacts, type DetectionText } from './define-detection.ts';
import { describeActor, serviceOf } from './describe-actor.ts';
import { brief } from './reading/text.ts';

const LONGEST_ARN = 200;

/** What is known of the call, whatever the detection: never throws, whatever the event holds. `about` goes before it. */
export function factsOf(event: EventEnvelope, about: About = {}): CallFacts {
  const { record } = recordOf(event.detail);
  const actor = about.actor ?? actorOf(record);
  return {
    eventName: record.eventName ?? event['detail-type'],
    account: about.account ?? record.recipientAccountId ?? event.account,
    region: about.region ?? record.awsRegion ?? event.region,
    actor,
    who: brief(describeActor(actor)),
    outcome: outcomeOf(record),
    service: serviceOf(actor),
  };
}

type Origin = Omit<Alert, keyof DetectionText | 'detectionId' | 'summary' | 'subject' | 'unreadable'>;

/** The part of an alert that says which event it is about. Every text is one line of bounded length. */
export function originOf(event: EventEnvelope, about: About = {}): Origin {
  const { record } = recordOf(event.detail);
  const { eventName, account, region, actor, outcome } = factsOf(event, about);
  return {
    eventKey: eventKeyOf(event),
    ...(typeof record.eventID === 'string' && { eventId: brief(record.eventID) }),
    eventTime: timeOf(record, event),
    eventName: brief(eventName),
    eventSource: brief(record.eventSource ?? event.source),
    account: brief(account),
    region: brief(region),
    ...(outcome.kind !== 'succeeded' && outcome.reason !== undefined && { errorCode: brief(outcome.reason) }),
    actor: briefly(actor),
    source: brief(about.source ?? sourceOf(record).text),
  };
}

function briefly({ kind, name, principalArn, session, accountId, via }: Actor): Alert['actor'] {
  return {
    kind,
    name: brief(name),
    ...(principalArn !== undefined && { principalArn: brief(principalArn, LONGEST_ARN) }),
    ...(session !== undefined && { session: brief(session) }),
    ...(accountId !== undefined && { accountId: brief(accountId) }),
    ...(via !== undefined && { via: brief(via) }),
  };
}

/** ISO 8601 in UTC, so that times sort as text. */
function timeOf({ eventTime }: CloudTrailRecord, { time }: EventEnvelope): string {
  const known = [eventTime ?? '', time].find((text) => !Number.isNaN(Date.parse(text)));
  return known === undefined ? brief(time) : new Date(known).toISOString().replace('.000Z', 'Z');
}
