import { type Alert } from '@trailbell/detections';
import { timeOf } from './describe-alert.ts';
import { type Link, consoleAt } from './links.ts';

/** What CloudTrail takes for the name of a user or a session. */
const USER_NAME = /^[\w+=,.@-]{1,64}$/;
/** Callers that CloudTrail's Event history knows by this name. */
const NAMED_CALLERS: ReadonlySet<string> = new Set([
  'iam-user',
  'assumed-role',
  'identity-center-user',
  'federated-user',
]);
const HOUR_MS = 3_600_000;

/** Pages of the console by what an alert is about. Each expression takes out of a subject what its page needs, and nothing it has not checked. */
const PAGES: readonly {
  readonly service: string;
  readonly subject: RegExp;
  readonly page: (id: string, region: string) => string;
}[] = [
  {
    service: 'ec2',
    subject: ec2Id('sg'),
    page: (id, region) => `ec2/home?region=${region}#SecurityGroup:groupId=${id}`,
  },
  {
    service: 'ec2',
    subject: ec2Id('i'),
    page: (id, region) => `ec2/home?region=${region}#InstanceDetails:instanceId=${id}`,
  },
  {
    service: 'ec2',
    subject: ec2Id('snap'),
    page: (id, region) => `ec2/home?region=${region}#SnapshotDetails:snapshotId=${id}`,
  },
  { service: 'iam', subject: iamName('user'), page: (name) => `iam/home#/users/details/${encodeURIComponent(name)}` },
  { service: 'iam', subject: iamName('role'), page: (name) => `iam/home#/roles/details/${encodeURIComponent(name)}` },
  {
    service: 's3',
    subject: /^(?:the bucket )?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/,
    page: (name, region) => `s3/buckets/${name}?region=${region}`,
  },
];

/** The page of the resource the alert is about, where there is one and the subject names it. */
export function resourceLink({
  eventSource,
  subject,
  region,
}: Pick<Alert, 'eventSource' | 'subject' | 'region'>): Link | undefined {
  const console = consoleAt(region);
  const [found] = PAGES.flatMap(({ service, subject: known, page }) => {
    const id = eventSource === `${service}.amazonaws.com` ? known.exec(subject)?.[1] : undefined;
    return id === undefined ? [] : [page(id, region)];
  });
  return console === undefined || found === undefined
    ? undefined
    : { label: 'Open resource', url: `${console}/${found}` };
}

/** What else the caller did in the hour before and after, in CloudTrail's Event history. */
export function investigateLink(alert: Pick<Alert, 'actor' | 'eventTime' | 'region'>): Link | undefined {
  const { actor, region } = alert;
  const console = consoleAt(region);
  const time = timeOf(alert)?.getTime();
  const name = actor.session ?? actor.name;
  if (console === undefined || time === undefined || !NAMED_CALLERS.has(actor.kind) || !USER_NAME.test(name)) {
    return undefined;
  }
  const [from, to] = [time - HOUR_MS, time + HOUR_MS].map((bound) => new Date(Math.max(bound, 0)).toISOString());
  return {
    label: 'Investigate',
    url: `${console}/cloudtrailv2/home?region=${region}#/events?Username=${encodeURIComponent(name)}&StartTime=${from}&EndTime=${to}`,
  };
}

function ec2Id(kind: string): RegExp {
  return new RegExp(`^(?:[a-z ]{1,40} )?(${kind}-(?:[0-9a-f]{8}|[0-9a-f]{17}))$`);
}

function iamName(kind: string): RegExp {
  return new RegExp(
    `^(?:${kind} |arn:aws[a-z-]{0,10}:iam::\\d{12}:${kind}/(?:[\\w+=,.@-]{1,64}/){0,8})([\\w+=,.@-]{1,64})$`,
  );
}
