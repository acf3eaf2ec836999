import { type Incident } from '../history/incidents.ts';

/** A suppression of what this incident is about, ready to paste: who answers for it, why and until when is left to fill in. */
export function suppressionDraft({ alert }: Pick<Incident, 'alert'>): string {
  const fields = {
    detection: alert.detectionId,
    account: alert.account,
    subject: alert.subject,
    actor: alert.actor.principalArn ?? alert.actor.name,
    owner: '',
    reason: '',
    until: '',
  };
  return `{\n${Object.entries(fields)
    .map(([name, value]) => `  ${name}: ${quoted(value)},\n`)
    .join('')}},`;
}

function quoted(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
