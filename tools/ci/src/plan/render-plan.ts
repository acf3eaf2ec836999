import { type StackChange } from './stack-changes.ts';

export interface Plan {
  readonly changes: readonly StackChange[];
  /** What `cdk diff` says of a stack that is new or changed. */
  readonly diffOf: (change: StackChange) => string;
  /** What the score says, compared with the score before. */
  readonly score: string;
}

/** By this the comment that holds the last plan is found. */
export const MARKER = '<!-- trailbell: plan -->';

/** GitHub takes 65,536 characters. */
const LONGEST_COMMENT = 60_000;

/** The comment of a pull request. What does not fit is cut, and said to be. */
export function renderPlan({ changes, diffOf, score }: Plan): string {
  const gone = changes.filter(({ kind }) => kind === 'gone');
  const others = changes.filter(({ kind }) => kind !== 'gone');
  const room = LONGEST_COMMENT / (others.length + 1);
  return [
    MARKER,
    '## What this change deploys',
    changes.length === 0 ? 'No stack changes.' : '',
    ...gone.map(({ stack }) => `**\`${stack}\` is deleted, with its queues and what waits in them: its app is gone.**`),
    ...others.map((change) =>
      folded(`<code>${change.stack}</code> ${WORDS[change.kind]}`, shortened(diffOf(change), room)),
    ),
    '## The score, compared with the score before',
    fenced(shortened(score, room)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const WORDS = { new: 'is new', changed: 'changes', gone: 'is deleted' } as const;

function folded(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${fenced(text)}\n\n</details>`;
}

/** A fence longer than any in the text, so that nothing in it ends it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text.trim()}\n${fence}`;
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}\n… cut here: ${text.length - most} characters more`;
}
