import * as z from 'zod'; // not { z }: that bundles every locale

/** An attack that was carried out, and the lines of the set that recorded it. */
const TechniqueLabel = z.looseObject({
  technique: z.string(),
  title: z.string(),
  /** `ec2:GetPasswordData`: the calls its author says it makes. */
  documentedEvents: z.array(z.string()).default([]),
  firstLine: z.int().positive(),
  lastLine: z.int().positive(),
});
export type TechniqueLabel = z.infer<typeof TechniqueLabel>;

/** A test of a peer's rule: one record, and whether the rule fires on it. */
const RuleTestLabel = z.looseObject({
  rule: z.string(),
  test: z.string(),
  line: z.int().positive(),
  expected: z.boolean(),
});
export type RuleTestLabel = z.infer<typeof RuleTestLabel>;

const LabelFile = z.object({ labels: z.array(z.unknown()) });

/** What is known of a set beside its records. Labels of other forms say nothing a score could use. */
export interface Labels {
  readonly techniques: readonly TechniqueLabel[];
  readonly ruleTests: readonly RuleTestLabel[];
}

export const NO_LABELS: Labels = { techniques: [], ruleTests: [] };

export function labelsOf(json: unknown): Labels {
  const { labels } = LabelFile.parse(json);
  return {
    techniques: labels.flatMap((label) => TechniqueLabel.safeParse(label).data ?? []),
    ruleTests: labels.flatMap((label) => RuleTestLabel.safeParse(label).data ?? []),
  };
}
