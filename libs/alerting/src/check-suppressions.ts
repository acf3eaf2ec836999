import { Suppression, isExpired } from './suppression.ts';

export interface SuppressionCheck {
  /** A line for each suppression that can be read, the first to end first. */
  readonly lines: readonly string[];
  /** A sentence for each that has ended, and for each that is none. */
  readonly mistakes: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Says of each suppression what it holds back and how long yet. `now`: ISO 8601. */
export function checkSuppressions(declared: readonly unknown[], now: string): SuppressionCheck {
  const read = declared.map((suppression, index) => ({ index, parsed: Suppression.safeParse(suppression) }));
  const suppressions = read.flatMap(({ parsed }) => parsed.data ?? []).sort((a, b) => (a.until < b.until ? -1 : 1));

  return {
    lines: suppressions.map((suppression) => describe(suppression, now)),
    mistakes: [
      ...read.flatMap(({ index, parsed: { error } }) =>
        error ? [`suppression ${index + 1}: ${sentenceOf(error)}`] : [],
      ),
      ...twiceUsedIds(suppressions).map((id) => `suppression ${id}: its id is used twice. Valid: an id of its own`),
      ...suppressions
        .filter((suppression) => isExpired(suppression, now))
        .map(
          ({ id, until, owner }) =>
            `suppression ${id} ended on ${until}: its alerts ring again. Remove it, or ask ${owner} for a later day`,
        ),
    ],
  };
}

function describe({ id, alerts, owner, until }: Suppression, now: string): string {
  const daysLeft = Math.floor((Date.parse(until) - Date.parse(now.slice(0, until.length))) / DAY_MS);
  return `${id}: ${alerts.detectionId.join(', ')}, until ${until} (${daysLeft < 0 ? 'ended' : `${daysLeft} days left`}), ${owner}`;
}

function sentenceOf({
  issues,
}: {
  readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
}): string {
  return issues.map(({ path, message }) => `${path.map(String).join('.') || 'it'}: ${message}`).join('. ');
}

function twiceUsedIds(suppressions: readonly Suppression[]): readonly string[] {
  const ids = suppressions.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
