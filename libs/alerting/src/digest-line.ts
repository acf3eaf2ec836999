import { type Alert, type Severity, severities } from '@trailbell/detections';

/** What a line of a digest is made of. */
type Told = Pick<
  Alert,
  'detectionId' | 'severity' | 'summary' | 'account' | 'region' | 'deployment' | 'actor' | 'title'
>;

const DEEDS_NAMED = 3;

/** The same for alerts that are one line of a digest: those that say the same, and all of one deployment into an account. */
export function lineKeyOf({ detectionId, severity, summary, account, region, deployment }: Told): string {
  return JSON.stringify(
    deployment === undefined ? [detectionId, severity, summary, account, region] : [deployment, account],
  );
}

/**
 * What one line says of these alerts, of which `first` is the first: what it says, or, of a deployment that did several things,
 * how many of what.
 */
export function inOneLine<Line extends Told>(first: Line, group: readonly Told[]): Line {
  const titles = [...new Set(group.map(({ title }) => title))];
  if (first.deployment === undefined || new Set(group.map(({ summary }) => summary)).size === 1) {
    return first;
  }
  const named = titles.slice(0, DEEDS_NAMED).join('; ');
  const more = titles.length - DEEDS_NAMED;
  return {
    ...first,
    severity: gravest(group),
    summary: `${describeDeployer(first)} deployed, with ${group.length} changes that are watched: ${named}${more > 0 ? `; and ${more} more kinds` : ''}`,
  };
}

/** `build-77 (role deploy)`. */
function describeDeployer({ actor: { name, principalArn } }: Told): string {
  const role = principalArn?.split('/').at(-1);
  return role === undefined || role === name ? `role ${name}` : `${name} (role ${role})`;
}

function gravest(alerts: readonly Told[]): Severity {
  return severities.find((severity) => alerts.some((alert) => alert.severity === severity)) ?? 'info';
}
