import { type Detection } from '@trailbell/detections';
import { type Environment, accountsOf, collectorRegionsOf } from '../config.ts';
import { type Gap, gapsOf, loggedInManagementAccount, regionsSeen } from './gaps.ts';

/** Where every detection can fire in an environment, where it cannot and why: lines to read. */
export function blindSpotMap(environment: Environment, detections: readonly Detection[]): readonly string[] {
  const accounts = accountsOf(environment);
  const regions = collectorRegionsOf(environment);
  const known = detections.map((detection) => ({
    id: detection.id,
    regions: regionsSeen(environment, detection),
    from: loggedInManagementAccount(environment, detection)
      ? `, ${String(environment.organization?.managementAccount)} alone`
      : '',
    gaps: gapsOf(environment, detection),
  }));
  const never = known.filter(({ gaps }) => gaps.some(({ total }) => total));
  const inPart = known.filter((one) => one.gaps.length > 0 && !never.includes(one));
  const width = Math.max(...known.map(({ id }) => id.length));

  return [
    `accounts  ${accounts.join(', ')}${environment.organization ? `, and by StackSet all others of ${environment.organization.id}` : ''}`,
    `regions   ${regions.join(', ')}`,
    '',
    `can fire, from every account where none is named (${String(known.length - never.length)})`,
    ...known
      .filter((one) => !never.includes(one))
      .map(({ id, regions: seen, from }) => {
        const where = seen.length === regions.length ? 'every region' : seen.join(', ');
        return `  ${id.padEnd(width)}  ${where}${from}`;
      }),
    ...section('can fire, but misses a part', inPart, environment),
    ...section('can never fire', never, environment),
  ];
}

interface Known {
  readonly id: string;
  readonly gaps: readonly Gap[];
}

function section(title: string, known: readonly Known[], { allowBlindSpots }: Environment): readonly string[] {
  return known.length === 0
    ? []
    : [
        '',
        `${title} (${String(known.length)})`,
        ...known.flatMap(({ id, gaps }) => [
          `  ${id}`,
          ...gaps.map(({ why }) => `    ${why}`),
          ...allowBlindSpots.filter(({ detection }) => detection === id).map(({ reason }) => `    accepted: ${reason}`),
        ]),
      ];
}
