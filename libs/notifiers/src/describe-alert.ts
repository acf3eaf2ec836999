import { type MessageSettings } from '@trailbell/alerting';
import { type ActorKind } from '@trailbell/cloudtrail-types';
import { type Alert, type Severity } from '@trailbell/detections';

/** One thing to know about an alert. `value` is untrusted; the words around it are ours. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** What kind of thing the value is. */
  readonly note?: string;
}

const SEVERITIES: Readonly<Record<Severity, { readonly word: string; readonly sign: string }>> = {
  critical: { word: 'Critical', sign: '🔴' },
  high: { word: 'High', sign: '🟠' },
  medium: { word: 'Medium', sign: '🟡' },
  low: { word: 'Low', sign: '🔵' },
  info: { word: 'Info', sign: '⚪' },
};

const ACTOR_KINDS: Readonly<Record<ActorKind, string>> = {
  root: 'root user',
  'iam-user': 'IAM user',
  'identity-center-user': 'Identity Center user',
  'assumed-role': 'through a role',
  'federated-user': 'federated user',
  'aws-service': 'AWS service',
  'aws-account': 'AWS account',
  anonymous: 'no credentials',
  none: 'nobody named',
  unknown: 'unknown kind of caller',
};
const actorKinds: ReadonlyMap<string, string> = new Map(Object.entries(ACTOR_KINDS));

export function severityWord(severity: Severity): string {
  return SEVERITIES[severity].word;
}

export function severitySign(severity: Severity): string {
  return SEVERITIES[severity].sign;
}

/** An account as people call it, and by its id: `payments (111122223333)`. */
export function accountName(account: string, { accountAliases = {} }: MessageSettings): string {
  const alias = Object.hasOwn(accountAliases, account) ? accountAliases[account] : undefined;
  return alias === undefined ? account : `${alias} (${account})`;
}

/** One line for each thing the call changed. */
export function changeTexts(
  { changes = [] }: Pick<Alert, 'changes'>,
  value: (untrusted: string) => string,
): readonly string[] {
  return changes.map(({ what, before, after }) =>
    [
      `${value(what)}:`,
      ...(before === undefined ? [] : [after === undefined ? 'was' : 'from', value(before)]),
      ...(after === undefined ? [] : [before === undefined ? 'now' : 'to', value(after)]),
    ].join(' '),
  );
}

/** What there is to know beside the first line, the time and the words of the detection. */
export function factsOf(alert: Alert, settings: MessageSettings): readonly Fact[] {
  const { actor } = alert;
  const facts: (Fact | undefined)[] = [
    { label: 'Who', value: actor.name, note: actorKinds.get(actor.kind) ?? 'caller' },
    fact('Session', actor.session === actor.name ? undefined : actor.session),
    fact('Principal', actor.principalArn),
    fact('Through', actor.via),
    fact('From', alert.source),
    fact('Call', callOf(alert)),
    fact('About', alert.subject),
    fact('Which', alert.evidence?.values.join(', ')), // the sentence names the first of them
    fact('Account', accountName(alert.account, settings)),
    fact('Region', alert.region),
    fact('Failed with', alert.errorCode),
  ];
  return facts.filter((known) => known !== undefined);
}

/** `cloudtrail:StopLogging` */
export function callOf({ eventSource, eventName }: Pick<Alert, 'eventSource' | 'eventName'>): string {
  return `${eventSource.replace('.amazonaws.com', '')}:${eventName}`;
}

function fact(label: string, value: string | undefined): Fact | undefined {
  return value === undefined || value.trim() === '' ? undefined : { label, value };
}

const LATEST = Date.UTC(9999, 0);

/** The time of the call, when the record gives one that can be read. */
export function timeOf({ eventTime }: Pick<Alert, 'eventTime'>): Date | undefined {
  const time = new Date(eventTime);
  return time.getTime() >= 0 && time.getTime() < LATEST ? time : undefined;
}
