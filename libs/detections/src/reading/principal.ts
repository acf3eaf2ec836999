import { type CallFacts } from '../define-detection.ts';

/**
 * Whose calls are counted together: a person, or a role whatever its sessions are called, which whoever assumes it may choose. A
 * role that an identity provider gives to many people has sessions named by their addresses.
 */
export function principalOf({ actor, account }: Pick<CallFacts, 'actor' | 'account'>): readonly string[] {
  const isRoleOfMachines = actor.kind === 'assumed-role' && !actor.name.includes('@');
  return [
    actor.accountId ?? account,
    actor.principalArn ?? actor.kind,
    ...(isRoleOfMachines && actor.principalArn !== undefined ? [] : [actor.name]),
  ];
}
