/** AWS's own policies that mean every right, or the right to give oneself every right. */
export const ADMIN_POLICIES = ['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess'] as const;

/** The policy's name without its path: the start of the ARN differs between partitions. */
export function policyNameOf(policyArn: string): string {
  return policyArn.split('/').at(-1) ?? policyArn;
}

/** Whether it is one of those, by the end of its ARN: a policy of one's own may borrow the name, and is meant to look it. */
export function isAdminPolicy(policyArn: string): boolean {
  return ADMIN_POLICIES.some((name) => policyArn.endsWith(`/${name}`));
}

/** Whether AWS attaches it to a user whose key leaked. */
export function isQuarantine(policy: string): boolean {
  return policy.includes('AWSCompromisedKeyQuarantine');
}
