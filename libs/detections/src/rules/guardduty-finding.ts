import { defineDetection } from '../define-detection.ts';
import { serviceEvents } from '../patterns.ts';
import {
  GuardDutyFinding,
  actorIn,
  addressIn,
  affectedIn,
  isSample,
  severityOfFinding,
} from '../reading/guardduty-finding.ts';

const LEAST_SEVERITY = 4;

/**
 * GuardDuty found something of medium severity or more.
 *
 * It comes from GuardDuty itself, not from the trail. A finding that is seen again is told again, as news of the same incident.
 * What GuardDuty calls low, a port scan say, stays in its console; samples go to the digest.
 */
export const guarddutyFinding = defineDetection({
  id: 'guardduty-finding',
  title: 'GuardDuty finding',
  severity: 'high',
  windowMinutes: 24 * 60, // GuardDuty repeats a finding every six hours, unless it is set otherwise
  why: 'GuardDuty sees what a trail does not: traffic, queries for names, credentials used where they never were.',
  falsePositives: [
    'Scanners and penetration tests of the team itself. Archive them by a filter that names their type and address.',
    'The first weeks of an account, while GuardDuty learns what is usual there.',
  ],
  runbook: [
    'Open the finding in GuardDuty of that account and region, and read what it says of the actor and the resource.',
    'If it is about credentials, disable them. If it is about a machine, isolate it and keep its disk.',
    'Read in the trail what the same principal or machine did before and since.',
    'Archive the finding when it is dealt with, with a note of what it was.',
  ],
  techniques: ['T1078.004', 'T1496', 'T1580'],
  pattern: serviceEvents({
    source: 'aws.guardduty',
    detailTypes: ['GuardDuty Finding'],
    detail: { severity: [{ numeric: ['>=', LEAST_SEVERITY] }] },
  }),
  // Not spread: a finding has a `service` and a `severity` of its own.
  reads: GuardDutyFinding.transform((finding) => ({ finding })),
  about({ finding }) {
    const [actor, source] = [actorIn(finding), addressIn(finding)];
    return {
      ...(finding.accountId && { account: finding.accountId }),
      ...(finding.region && { region: finding.region }),
      ...(actor && { actor }),
      ...(source !== undefined && { source }),
    };
  },
  matches: ({ finding }) => finding.service?.archived !== true,
  severityOf: ({ finding }) => severityOfFinding(finding),
  subject: ({ finding }) => `${finding.type} on ${affectedIn(finding) ?? finding.id}`,
  summarize({ finding }) {
    const times = finding.service?.count ?? 1;
    const seen = times > 1 ? `, seen ${times} times` : '';
    return `GuardDuty${isSample(finding) ? ', as a sample' : ''}: ${finding.title} (${finding.type}${seen})`;
  },
});
