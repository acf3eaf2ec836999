import { type Actor } from '@trailbell/cloudtrail-types';
import { type Settings } from '../settings.ts';

/** Whether a role that the settings name as one for deployments made the call. By its ARN: a user agent is whatever a caller writes. */
export function isDeployRole({ kind, principalArn }: Actor, { deployRoles }: Pick<Settings, 'deployRoles'>): boolean {
  return kind === 'assumed-role' && principalArn !== undefined && deployRoles.includes(principalArn);
}
