import * as z from 'zod'; // not { z }: that bundles every locale
import { Name } from './text.ts';

/** Whom an IAM call about rights names: a user, a role or a group. */
export const IamPrincipal = z.object({
  userName: Name.nullish(),
  roleName: Name.nullish(),
  groupName: Name.nullish(),
});
export type IamPrincipal = z.infer<typeof IamPrincipal>;

/** `user svc-backup`, `role web`, `group developers`. */
export function describePrincipal({ userName, roleName, groupName }: IamPrincipal): string {
  if (userName) {
    return `user ${userName}`;
  }
  return roleName ? `role ${roleName}` : `group ${groupName ?? 'unknown'}`;
}
