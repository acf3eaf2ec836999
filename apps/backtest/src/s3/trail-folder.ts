import { type Scope } from '../history/scope.ts';

const DAY_MS = 86_400_000;
const DAYS_IN_MONTH = 31;
const DAYS_IN_YEAR = 366;
/** Files arrive minutes after their events; when delivery was disturbed, hours. They lie under the day they arrived. */
const LATE_MS = DAY_MS;

/** `AWSLogs/[organisation/]account/service/region/year/month/day/`, as far as it goes. */
const FOLDER =
  /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?(?:(?<account>\d{12})\/(?:(?<service>[^/]+)\/(?:(?<region>[^/]+)\/(?:(?<year>\d{4})\/(?:(?<month>\d{2})\/(?:(?<day>\d{2})\/)?)?)?)?)?)?$/;

/** What is done with a folder of a bucket: its folders are looked at one by one, all in it is listed, or it is passed by. */
export type FolderUse = 'look' | 'list' | 'skip';

/** Whether events that are asked for may lie under this prefix of keys, which ends with a slash. */
export function useOf(prefix: string, scope: Scope): FolderUse {
  const parts = FOLDER.exec(prefix)?.groups;
  if (parts === undefined) {
    return 'look'; // on the way to AWSLogs, or laid out in another way
  }
  const { account, service, year, day } = parts;
  if (!isAskedFor(account, service, scope) || (year !== undefined && !mayHold(parts, scope))) {
    return 'skip';
  }
  const isTimeless = scope.since === undefined && scope.until === undefined;
  return day !== undefined || (service !== undefined && isTimeless) ? 'list' : 'look';
}

/** Other services log under the same prefix; and CloudTrail's digests hold no events. */
function isAskedFor(account: string | undefined, service: string | undefined, { accounts }: Scope): boolean {
  const isAccount = account === undefined || accounts.length === 0 || accounts.includes(account);
  return isAccount && (service === undefined || service === 'CloudTrail' || service === 'CloudTrail-Insight');
}

function mayHold(
  { year, month, day }: Readonly<Partial<Record<string, string>>>,
  { since = -Infinity, until = Infinity }: Scope,
): boolean {
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const most = day === undefined ? (month === undefined ? DAYS_IN_YEAR : DAYS_IN_MONTH) : 1;
  return from + most * DAY_MS > since && from < until + LATE_MS;
}
