/** The entries of docs/runbook.md: one for each kind of alarm. A spec holds the alarms and the page against each other. */
export type RunbookEntry =
  | 'dead-letters'
  | 'delivery-blocked'
  | 'delivery-late'
  | 'digest-missing'
  | 'heartbeat-silent'
  | 'lambda-errors'
  | 'lambda-throttles'
  | 'queue-late'
  | 'retries'
  | 'rule-failed'
  | 'trail-silent';

/** What somebody reads whom an alarm wakes: what people lose, what was seen, and where it says what to do. */
export interface Impact {
  /** What people lose while the alarm rings. */
  readonly impact: string;
  /** What was seen: "messages wait in the dead-letter queue x". */
  readonly finding: string;
  /** What to do. */
  readonly entry: RunbookEntry;
}

export function describeImpact({ impact, finding, entry }: Impact): string {
  return `Impact: ${impact}. Seen: ${finding}. To do: docs/runbook.md#${entry}.`;
}
