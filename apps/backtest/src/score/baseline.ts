import { readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod'; // not { z }: that bundles every locale
import { unexplained } from './rule-agreement.ts';
import { type SetScore } from './score-set.ts';

const BaselineSet = z.strictObject({
  fingerprint: z.string(),
  interruptions: z.int(),
  digestLines: z.int(),
  /** Interruptions by detection. */
  byDetection: z.record(z.string(), z.int()),
  techniques: z.record(z.string(), z.enum(['alert', 'digest', 'missed'])),
  unreadable: z.int(),
  failures: z.array(z.string()),
  /** Differences from a peer's answers that nobody has given a reason for. */
  unexplained: z.array(z.string()),
});
type BaselineSet = z.infer<typeof BaselineSet>;

/** The score as it was when somebody last said that it may be so. */
export const Baseline = z.strictObject({ sets: z.record(z.string(), BaselineSet) });
export type Baseline = z.infer<typeof Baseline>;

export class BaselineError extends Error {
  override readonly name = 'BaselineError';
}

export async function readBaseline(file: string): Promise<Baseline> {
  try {
    return Baseline.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new BaselineError(`${file} is no baseline. Write one with --update`, { cause });
  }
}

/** Puts these sets into the baseline; sets of other corpora stay in it. */
export async function updateBaseline(file: string, scores: readonly SetScore[], before: Baseline): Promise<void> {
  const sets = { ...before.sets, ...Object.fromEntries(scores.map((score) => [score.name, baselineOf(score)])) };
  const inOrder = Object.fromEntries(Object.entries(sets).sort(([one], [other]) => (one < other ? -1 : 1)));
  await writeFile(file, `${JSON.stringify({ sets: inOrder }, undefined, 2)}\n`);
}

export function baselineOf(score: SetScore): BaselineSet {
  const { fingerprint, interruptions, digestLines, byDetection, techniques, unreadable, failures, rules } = score;
  const ringing = byDetection
    .filter((tally) => tally.interruptions > 0)
    .map((tally) => [tally.name, tally.interruptions] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    fingerprint,
    interruptions,
    digestLines,
    byDetection: Object.fromEntries(ringing),
    techniques: Object.fromEntries(techniques.map(({ technique, surfaced }) => [technique, surfaced])),
    unreadable: unreadable.length,
    failures: [...failures],
    unexplained: [...unexplained(rules)],
  };
}

/** What is otherwise than the baseline has it, a sentence each. */
export interface Comparison {
  /** What must not be: a technique lost, an interruption added, a record unread, a difference unexplained. */
  readonly losses: readonly string[];
  /** What is otherwise, and better or neither. */
  readonly changes: readonly string[];
  readonly notCompared: readonly string[];
}

export function compareWith({ sets }: Baseline, scores: readonly SetScore[]): Comparison {
  const pairs = scores.map((score) => ({
    score,
    before: Object.hasOwn(sets, score.name) ? sets[score.name] : undefined,
  }));
  const comparable = pairs.flatMap(({ score, before }) =>
    before?.fingerprint === score.fingerprint ? [{ now: baselineOf(score), before, name: score.name }] : [],
  );
  const compared = new Set(comparable.map(({ name }) => name));
  const absent = Object.keys(sets).filter((name) => scores.every((score) => score.name !== name));
  return {
    losses: comparable.flatMap(({ name, now, before }) => lossesOf(now, before).map((text) => `${name}: ${text}`)),
    changes: comparable.flatMap(({ name, now, before }) => changesOf(now, before).map((text) => `${name}: ${text}`)),
    notCompared: [
      ...pairs
        .filter(({ score }) => !compared.has(score.name))
        .map(({ score, before }) =>
          before
            ? `${score.name}: the baseline is of other records`
            : `${score.name}: the baseline does not know this set`,
        ),
      ...absent.map((name) => `${name}: this set of the baseline is not in the corpus`),
    ],
  };
}

function lossesOf(now: BaselineSet, before: BaselineSet): readonly string[] {
  const lost = Object.entries(before.techniques).filter(
    ([technique, surfaced]) => surfaced !== 'missed' && (now.techniques[technique] ?? 'missed') === 'missed',
  );
  return [
    ...lost.map(([technique, surfaced]) => `${technique} was surfaced by ${surfaced}, and is missed`),
    ...(now.interruptions > before.interruptions ? [`${interruptions(now, before)}: ${noisier(now, before)}`] : []),
    ...(now.unreadable > before.unreadable
      ? [`${now.unreadable} records cannot be read, ${before.unreadable} before`]
      : []),
    ...added(now.failures, before.failures).map((failure) => `a detection can no longer read its event: ${failure}`),
    ...added(now.unexplained, before.unexplained).map(
      (difference) => `a difference nobody has explained: ${difference}`,
    ),
  ];
}

function changesOf(now: BaselineSet, before: BaselineSet): readonly string[] {
  const moved = Object.entries(now.techniques).filter(
    ([technique, surfaced]) => surfaced !== 'missed' && before.techniques[technique] !== surfaced,
  );
  return [
    ...moved.map(
      ([technique, surfaced]) =>
        `${technique} is surfaced by ${surfaced}, before: ${before.techniques[technique] ?? 'missed'}`,
    ),
    ...(now.interruptions < before.interruptions ? [interruptions(now, before)] : []),
    ...(now.digestLines === before.digestLines
      ? []
      : [`${now.digestLines} digest lines, ${before.digestLines} before`]),
    ...(now.unreadable < before.unreadable
      ? [`${now.unreadable} records cannot be read, ${before.unreadable} before`]
      : []),
    ...added(before.failures, now.failures).map((failure) => `read again: ${failure}`),
    ...added(before.unexplained, now.unexplained).map((difference) => `agreed or explained: ${difference}`),
  ];
}

function interruptions(now: BaselineSet, before: BaselineSet): string {
  return `${now.interruptions} interruptions, ${before.interruptions} before`;
}

function noisier({ byDetection: now }: BaselineSet, { byDetection: before }: BaselineSet): string {
  return Object.entries(now)
    .map(([id, count]) => ({ id, more: count - (before[id] ?? 0) }))
    .filter(({ more }) => more > 0)
    .map(({ id, more }) => `${more} more by ${id}`)
    .join(', ');
}

function added(now: readonly string[], before: readonly string[]): readonly string[] {
  return now.filter((text) => !before.includes(text));
}
