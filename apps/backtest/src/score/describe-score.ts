import { count, number, textTable } from '../cli/text-table.ts';
import { type Comparison } from './baseline.ts';
import { unexplained } from './rule-agreement.ts';
import { type Score } from './score.ts';
import { type SetScore } from './score-set.ts';

const NOISIEST_SHOWN = 5;
const TROUBLES_SHOWN = 5;

/** The score as a table a person can read. */
export function describeScore({ detections, sets }: Score): string {
  return [
    `${count(detections, 'detection')} over ${count(sets.length, 'set')}\n\n${setTable(sets)}`,
    ...sets.filter(({ techniques }) => techniques.length > 0).map(techniqueTable),
    ...sets.filter(({ rules, byDetection }) => rules.length === 0 && byDetection.length > 0).map(noisiest),
    ...sets.filter(({ rules }) => rules.length > 0).map(ruleTable),
    ...sets.filter(({ unreadable, failures }) => unreadable.length + failures.length > 0).map(troubles),
  ].join('\n');
}

function setTable(sets: readonly SetScore[]): string {
  return textTable(
    ['set', 'records', 'events', 'interruptions', 'per 1,000 events', 'digest lines', 'techniques', 'unread', 'failed'],
    sets.map((set) => [
      set.name,
      set.records,
      set.events,
      set.interruptions,
      set.interruptionsPerThousandEvents,
      set.digestLines,
      techniquesOf(set),
      set.unreadable.length,
      set.failures.length,
    ]),
  );
}

function techniquesOf({ techniques }: SetScore): string {
  const surfaced = techniques.filter((technique) => technique.surfaced !== 'missed').length;
  return techniques.length === 0 ? '' : `${surfaced} of ${techniques.length}`;
}

function techniqueTable(set: SetScore): string {
  const rows = set.techniques.map((technique) => [
    technique.technique,
    technique.surfaced,
    technique.interruptions,
    technique.digestLines,
    technique.countedBy === 'detections'
      ? technique.by.join(', ')
      : `${technique.by.join(', ')} (on its documented events)`,
  ]);
  return `Techniques of ${set.name}: ${techniquesOf(set)} surfaced\n${textTable(['technique', 'surfaced', 'interruptions', 'digest lines', 'by'], rows)}`;
}

function noisiest({ name, byDetection }: SetScore): string {
  const rows = byDetection
    .slice(0, NOISIEST_SHOWN)
    .map((tally) => [tally.name, tally.interruptions, tally.alerts, tally.sample]);
  return `Noisiest on ${name}\n${textTable(['detection', 'interruptions', 'alerts', 'for example'], rows)}`;
}

function ruleTable({ name, rules }: SetScore): string {
  const comparable = rules.filter(({ detections, missing }) => detections.length > 0 && missing.length === 0);
  const waiting = rules.filter(({ missing }) => missing.length > 0).length;
  const tests = comparable.reduce((sum, { agreed, differences }) => sum + agreed + differences.length, 0);
  const agreed = comparable.reduce((sum, rule) => sum + rule.agreed, 0);
  const without = rules.filter(({ detections }) => detections.length === 0).length;
  const open = unexplained(rules);
  const rows = comparable.map((rule) => [
    rule.rule,
    rule.detections.join(', '),
    rule.agreed,
    rule.differences.length,
    [...new Set(rule.differences.map(({ reason }) => reason ?? 'NOT EXPLAINED'))].join('; '),
  ]);
  return [
    `Agreement with the rules of ${name}: ${agreed} of ${tests} tests of ${comparable.length} rules; ${open.length} differences without a reason;`,
    ` ${without} rules without a counterpart, ${waiting} whose counterpart is not in the catalogue\n`,
    textTable(['rule', 'ours', 'agreed', 'differ', 'because'], rows),
    ...open.map((difference) => `  NOT EXPLAINED ${difference}\n`),
  ].join('');
}

function troubles({ name, unreadable, failures }: SetScore): string {
  const all = [...unreadable, ...failures];
  const more = all.length - TROUBLES_SHOWN;
  return [
    `Not read of ${name}\n`,
    ...all.slice(0, TROUBLES_SHOWN).map((text) => `  ${text}\n`),
    ...(more > 0 ? [`  and ${number(more)} more\n`] : []),
  ].join('');
}

export function describeComparison({ losses, changes, notCompared }: Comparison): string {
  const verdict = losses.length > 0 ? 'Worse than the baseline' : 'No worse than the baseline';
  return [
    `${verdict}\n`,
    ...losses.map((sentence) => `  - ${sentence}\n`),
    ...changes.map((sentence) => `  + ${sentence}\n`),
    ...notCompared.map((sentence) => `  not compared: ${sentence}\n`),
  ].join('');
}
