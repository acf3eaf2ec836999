import { conditionText } from './condition-of.ts';
import { hasWildcard, type Matcher, type SubRule } from './matcher.ts';
import { segmentsOf } from './wildcard.ts';

/** For each path, the conditions of which one must hold, as JSON text. */
export type Coarse = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * A pattern that matches whatever the sub-rules match, and asks of the paths only.
 *
 * A path stays where every sub-rule asks it, with all they ask together. What cannot be widened safely is left out: a
 * field that may be absent (whether it is depends on the fields before it, which may be gone), and numbers beside
 * networks, which hide each other.
 */
export function coarsen(subRules: readonly SubRule[], paths: readonly string[]): Coarse {
  const kept = paths.flatMap((path) => {
    const conditions = conditionsAt(subRules, path);
    return conditions === undefined ? [] : [[path, conditions] as const];
  });
  return new Map(kept);
}

function conditionsAt(subRules: readonly SubRule[], path: string): ReadonlySet<string> | undefined {
  const lists = subRules.map((subRule) => subRule.get(path));
  const matchers = lists.flatMap((list) => list ?? []).map(widened);
  const known = matchers.filter((matcher) => matcher !== undefined);
  const isKept =
    !path.endsWith('.') &&
    lists.every((list) => list !== undefined) &&
    known.length === matchers.length &&
    !mixes(known);
  return isKept ? new Set(known.map(conditionText).map(asWritten)) : undefined;
}

/** As the packed pattern will have it: `1E3` is one character more in JSON. */
function asWritten(condition: string): string {
  return JSON.stringify(JSON.parse(condition));
}

/** The condition, or a wider one that can be joined with others; nothing where there is none. */
function widened(matcher: Matcher): Matcher | undefined {
  if (matcher.kind === 'wildcard') {
    return widenedWildcard(matcher.text);
  }
  const isKept =
    matcher.kind === 'number'
      ? Number.isSafeInteger(matcher.value)
      : matcher.kind !== 'absent' && !hasWildcard(matcher);
  return isKept ? matcher : undefined;
}

/** A bus has few rules with wildcards to give: what a wildcard begins with must do. */
function widenedWildcard(wildcard: string): Matcher | undefined {
  const [head = '', ...others] = segmentsOf(wildcard);
  if (others.length === 0) {
    return { kind: 'string', text: head, exactly: true };
  }
  return head === '' ? undefined : { kind: 'prefix', text: head };
}

function mixes(matchers: readonly Matcher[]): boolean {
  const kinds = new Set(matchers.map(({ kind }) => kind));
  const networks = kinds.has('cidr') || kinds.has('address');
  return networks && (kinds.has('number') || kinds.has('numeric') || kinds.has('anything-but-numbers'));
}

const NETWORK = /^\{"cidr"|^"[0-9a-fA-F:.]*[.:]/;
const NUMBER = /^-?\d|^\{"(numeric|anything-but)":[[\d-]/;

/** Both together; nothing where they cannot stand in one list. */
export function joined(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> | undefined {
  const all = new Set([...one, ...other]);
  const texts = [...all];
  return texts.some((text) => NETWORK.test(text)) && texts.some((text) => NUMBER.test(text)) ? undefined : all;
}

/** The pattern as JSON text. */
export function coarseText(coarse: Coarse): string {
  const root: Branch = new Map();
  for (const [path, conditions] of coarse) {
    addLeaf(root, namesTo(path, coarse), `[${[...conditions].join()}]`);
  }
  return branchText(root);
}

/** Nested where it can be, as people write it; with dots where a name is empty, or a field both asked and entered. */
function namesTo(path: string, coarse: Coarse): readonly string[] {
  const names = path.split('.');
  const isEnteredFieldAsked = names.some((_, i) => i > 0 && coarse.has(names.slice(0, i).join('.')));
  return names.includes('') || isEnteredFieldAsked ? [path] : names;
}

type Branch = Map<string, Branch | string>;

function addLeaf(root: Branch, names: readonly string[], leaf: string): void {
  let branch = root;
  for (const name of names.slice(0, -1)) {
    const known = branch.get(name);
    const next = known instanceof Map ? known : new Map<string, Branch | string>();
    branch.set(name, next);
    branch = next;
  }
  branch.set(names.at(-1) ?? '', leaf);
}

function branchText(branch: Branch): string {
  const fields = [...branch].map(
    ([name, value]) => `${JSON.stringify(name)}:${typeof value === 'string' ? value : branchText(value)}`,
  );
  return `{${fields.join()}}`;
}
