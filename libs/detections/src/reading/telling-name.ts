/** Words people give to groups, roles and profiles that may do nearly everything, and hardly to others. The rights themselves are not in these records. */
const ADMINISTRATOR = /admin|power-?user|sudo|break-?glass/i;

/** Whether a name says that who holds it administers the account. */
export function soundsLikeAdmin(name: string): boolean {
  return ADMINISTRATOR.test(name);
}
