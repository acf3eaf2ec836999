import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { type Act, deleting } from './act.ts';
import { Name } from './text.ts';
import { WholeNumber } from './whole-number.ts';

/** What a call asks of CloudWatch Logs. Newer callers give the ARN of a group as its identifier. */
export const LogGroupChange = z.lazy(() =>
  z.object({
    logGroupName: Name.nullish(),
    logGroupIdentifier: Name.nullish(),
    logStreamName: Name.nullish(),
    filterName: Name.nullish(),
    destinationName: Name.nullish(),
    retentionInDays: WholeNumber,
  }),
);
export type LogGroupChange = z.infer<typeof LogGroupChange>;

/** Groups that by their names hold evidence: of trails, networks, clusters, firewalls, and Trailbell's own. */
const EVIDENCE =
  /cloud-?trail|trailbell|flow-?logs?|guard-?duty|security|audit|^\/aws\/eks\/.*\/cluster$|^aws-waf-logs-|query-?logs?/i;

const DAYS_TO_NOTICE = 7;

type ActOnGroup = Act & { readonly object: string };

/** The group by its name, whether the caller gave the name or the ARN. */
export function groupOf({ logGroupName, logGroupIdentifier }: LogGroupChange): string | undefined {
  return (logGroupName ?? logGroupIdentifier)?.replace(/^arn:.*?:log-group:/, '').replace(/:\*$/, '');
}

interface Group {
  readonly name: string;
  readonly isEvidence: boolean;
}
type Read = (group: Group, change: LogGroupChange) => ActOnGroup | undefined;

const CALLS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['DeleteLogGroup', (group) => ({ ...deleting(severityOf(group)), object: `the log group ${group.name}` })],
  [
    'DeleteLogStream',
    (group, { logStreamName: stream }) => ({
      ...deleting(severityOf(group)),
      object: `the log stream ${stream ?? ''} of the log group ${group.name}`,
    }),
  ],
  [
    'DeleteMetricFilter',
    (group, { filterName: filter }) => ({
      ...deleting(severityOf(group)),
      object: `the metric filter ${filter ?? ''} of the log group ${group.name}`,
    }),
  ],
  [
    'DeleteSubscriptionFilter',
    ({ name, isEvidence }, { filterName: filter }) => ({
      ...{ did: 'stopped', triedTo: 'stop', severity: isEvidence ? 'high' : 'medium' },
      object: `the forwarding of the log group ${name} by the filter ${filter ?? ''}`,
    }),
  ],
  [
    'DeleteDestination',
    (_, { destinationName: destination }) => ({
      ...deleting('medium'),
      object: `the destination ${destination ?? ''} of other accounts' logs`,
    }),
  ],
  ['PutRetentionPolicy', forgetting],
]);

export const CALL_NAMES = [...CALLS.keys()];

/** What the call loses; `undefined` when nothing worth telling. */
export function actOnLogGroup(eventName: string, change: LogGroupChange): ActOnGroup | undefined {
  const name = groupOf(change) ?? '';
  return CALLS.get(eventName)?.({ name, isEvidence: EVIDENCE.test(name) }, change);
}

function severityOf({ isEvidence }: Group): Severity {
  return isEvidence ? 'high' : 'low';
}

function forgetting({ name, isEvidence }: Group, { retentionInDays: days }: LogGroupChange): ActOnGroup | undefined {
  if (!isEvidence || typeof days !== 'number' || days > DAYS_TO_NOTICE) {
    return undefined;
  }
  const when = days === 1 ? '1 day' : `${days} days`;
  return { did: 'set', triedTo: 'set', severity: 'high', object: `the log group ${name} to forget after ${when}` };
}
