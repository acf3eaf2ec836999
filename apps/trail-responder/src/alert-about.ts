import { type Route } from '@trailbell/alerting';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type Alert, factsOf, originOf } from '@trailbell/detections';
import { type Restart } from './restart-trail.ts';

/** Where people are told. */
export const ROUTE: Route = 'page';

/** What people are told of a stopped trail, and of what was done. */
export function alertAbout(event: EventEnvelope, restart: Restart): Alert {
  const { who } = factsOf(event);
  return {
    ...originOf(event),
    detectionId: 'trail-responder',
    title: TITLES[restart.kind],
    severity: 'high',
    summary: `${who} stopped the trail ${nameOf(restart.trail)}; ${DONE[restart.kind]}`,
    subject: restart.trail,
    why: 'While a trail is stopped, nobody is told of anything that happens in its account.',
    runbook: RUNBOOKS[restart.kind],
    falsePositives: ['Somebody replaces the trail by another one.'],
    techniques: ['T1562.008'],
  };
}

type Kind = Restart['kind'];

const TITLES: Readonly<Record<Kind, string>> = {
  restarted: 'Stopped trail restarted',
  'would-restart': 'Stopped trail would be restarted',
  'not-ours': 'Stopped trail left alone',
  failed: 'Stopped trail not restarted',
};

const DONE: Readonly<Record<Kind, string>> = {
  restarted: 'Trailbell restarted it',
  'would-restart': 'Trailbell would have restarted it (dry run)',
  'not-ours': 'Trailbell may not restart it',
  failed: 'Trailbell tried to restart it and could not',
};

const ASK = 'Ask whoever stopped it whether they meant it; look for what they did while it was stopped.';
const START = 'Start it by hand: aws cloudtrail start-logging --name <the trail>.';
const RUNBOOKS: Readonly<Record<Kind, Alert['runbook']>> = {
  restarted: [ASK],
  'would-restart': [START, ASK],
  'not-ours': [START, ASK],
  failed: [START, 'Read in the log of trailbell-trail-responder why it could not.', ASK],
};

function nameOf(trail: string): string {
  return trail.replace(/^arn:.*:trail\//, '');
}
