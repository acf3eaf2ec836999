import { type CallFacts } from '../define-detection.ts';
import { type Settings } from '../settings.ts';
import { isDeployRole } from './deploy-role.ts';

/** Whether a change is nobody's to look at now: an AWS service made it, as when a stack is deployed, or a role that deploys. */
export function isOrdinaryChange(
  { service, actor }: Pick<CallFacts, 'service' | 'actor'>,
  settings: Settings,
): boolean {
  return service !== undefined || isDeployRole(actor, settings);
}
