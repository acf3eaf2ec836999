import { type Suppression } from '@trailbell/alerting';
import { type Incident } from '../history/incidents.ts';

/** What is left to fill in: who answers for it, why, and the last day it holds. */
const OPEN = { owner: '', reason: '', until: '' };

/** A suppression of what this incident is about, by whoever began it. */
export function suppressionOf({ alert }: Pick<Incident, 'alert'>): Suppression {
  const { detectionId, account, subject, actor } = alert;
  return {
    id: `${detectionId}-${slugOf(subject)}`.replace(/-$/, ''),
    alerts: {
      detectionId: [detectionId],
      account: [account],
      subject: [subject],
      actor: actor.principalArn === undefined ? { name: [actor.name] } : { principalArn: [actor.principalArn] },
    },
    ...OPEN,
  };
}

/** The same, ready to paste into the list of suppressions. */
export function suppressionDraft(incident: Pick<Incident, 'alert'>): string {
  const { id, alerts, ...open } = suppressionOf(incident);
  const fields = Object.entries(alerts).map(([name, value]) => `    ${name}: ${literal(value)},\n`);
  const rest = Object.entries(open).map(([name, value]) => `  ${name}: ${literal(value)},\n`);
  return `{\n  id: ${literal(id)},\n  alerts: {\n${fields.join('')}  },\n${rest.join('')}},`;
}

const LONGEST_SLUG = 40;

function slugOf(text: string): string {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join('-').slice(0, LONGEST_SLUG);
}

/** As our sources are written. */
function literal(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(', ')}]`;
  }
  return typeof value === 'object' && value !== null
    ? `{ ${Object.entries(value)
        .map(([name, part]) => `${name}: ${literal(part)}`)
        .join(', ')} }`
    : `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
