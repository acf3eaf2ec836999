import { type CallFacts } from '../define-detection.ts';
import { type Severity } from '../severity.ts';

/** What a call does, in words for what was done and for what was tried. */
export interface Act {
  readonly severity: Severity;
  /** To follow the actor: `deleted`. */
  readonly did: string;
  /** To follow `tried to`: `delete`. */
  readonly triedTo: string;
}

/** `ana deleted the recorder default`, `ana tried to delete the recorder default and was denied`. */
export function describeAct(
  { who, outcome }: Pick<CallFacts, 'who' | 'outcome'>,
  act: Omit<Act, 'severity'>,
  object: string,
): string {
  switch (outcome.kind) {
    case 'denied':
      return `${who} tried to ${act.triedTo} ${object} and was denied`;
    case 'failed':
      return `${who} tried to ${act.triedTo} ${object} and failed`;
    case 'succeeded':
    case 'unknown':
      return `${who} ${act.did} ${object}`;
  }
}

const DELETED = { did: 'deleted', triedTo: 'delete' } as const;

/** The commonest act of all. */
export function deleting(severity: Severity): Act {
  return { severity, ...DELETED };
}
