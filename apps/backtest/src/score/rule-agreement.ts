import { type RuleTestLabel } from './labels.ts';
import { COUNTERPARTS } from './counterparts.ts';

/** How far our detections answer a peer's rule tests as the peer does. */
export interface RuleAgreement {
  readonly rule: string;
  /** Ours about the same thing. Empty when there is none. */
  readonly detections: readonly string[];
  /** Of `detections`, those the catalogue does not have. */
  readonly missing: readonly string[];
  /** Why there is no counterpart. */
  readonly withoutCounterpart?: string;
  readonly agreed: number;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly test: string;
  readonly expected: boolean;
  /** Why ours is meant; absent when nobody has said. */
  readonly reason?: string;
}

/** Agreement by rule, in the order of the tests. `fired` has the detections that fired on each line. */
export function ruleAgreements(
  tests: readonly RuleTestLabel[],
  fired: ReadonlyMap<number, readonly string[]>,
  catalogue: ReadonlySet<string>,
): readonly RuleAgreement[] {
  return [...Map.groupBy(tests, ({ rule }) => rule)].map(([rule, ofRule]) => {
    const counterpart = Object.hasOwn(COUNTERPARTS, rule) ? COUNTERPARTS[rule] : undefined;
    if (counterpart === undefined || 'none' in counterpart) {
      const withoutCounterpart = counterpart?.none ?? 'nobody has looked for one yet';
      return { rule, detections: [], missing: [], withoutCounterpart, agreed: 0, differences: [] };
    }
    const { detections, differs = {} } = counterpart;
    const disagreed = ofRule.filter(
      ({ line, expected }) => detections.some((id) => fired.get(line)?.includes(id) === true) !== expected,
    );
    return {
      rule,
      detections,
      missing: detections.filter((id) => !catalogue.has(id)),
      agreed: ofRule.length - disagreed.length,
      differences: disagreed.map(({ test, expected }) => {
        const reason = Object.hasOwn(differs, test) ? differs[test] : differs['*'];
        return { test, expected, ...(reason !== undefined && { reason }) };
      }),
    };
  });
}

/** Differences nobody has given a reason for, of rules whose counterparts are all there. */
export function unexplained(agreements: readonly RuleAgreement[]): readonly string[] {
  return agreements
    .filter(({ missing }) => missing.length === 0)
    .flatMap(({ rule, differences }) =>
      differences.flatMap(({ test, reason, expected }) =>
        reason === undefined
          ? [`${rule}, "${test}": it ${expected ? 'fires' : 'does not'}, ours ${expected ? 'do not' : 'do'}`]
          : [],
      ),
    );
}
