import { memoryDetectionState } from '@trailbell/alert-store/memory';
import { type Routing, decideCandidate, routeOf } from '@trailbell/alerting';
import { type Unreadable, readEnvelopes } from '@trailbell/cloudtrail-types';
import { type Candidate } from '@trailbell/detections';
import { Report } from '../history/report.ts';
import { type Ringing, type RoutedAlert } from '../history/ringing.ts';
import { type Tally } from '../history/tally.ts';
import { type CorpusSet } from './corpus.ts';
import { type TechniqueLabel } from './labels.ts';
import { type RuleAgreement, ruleAgreements } from './rule-agreement.ts';
import { type Aboutness, aboutnessOf, isAbout } from './techniques.ts';

/** What the catalogue made of one set. */
export interface SetScore {
  readonly name: string;
  readonly fingerprint: string;
  readonly records: number;
  /** Each event once, however often it was delivered. */
  readonly events: number;
  readonly interruptions: number;
  readonly interruptionsPerThousandEvents: number;
  readonly incidents: number;
  readonly digestLines: number;
  readonly alerts: number;
  readonly byDetection: readonly DetectionNoise[];
  readonly techniques: readonly TechniqueScore[];
  readonly rules: readonly RuleAgreement[];
  /** Records that could not be read at all. */
  readonly unreadable: readonly string[];
  /** Records a detection wanted and could not read. */
  readonly failures: readonly string[];
}

export interface DetectionNoise extends Tally {
  /** What one of its alerts said. */
  readonly sample: string;
}

export interface TechniqueScore {
  readonly technique: string;
  readonly title: string;
  readonly records: number;
  /** On the best route it came by; `missed` when no detection about the behaviour alerted. */
  readonly surfaced: 'alert' | 'digest' | 'missed';
  /** The detections that surfaced it. */
  readonly by: readonly string[];
  readonly countedBy: Aboutness['by'];
  readonly interruptions: number;
  readonly digestLines: number;
}

/** One record's alerts. */
interface Line {
  readonly number: number;
  readonly alerts: readonly RoutedAlert[];
}

/** One record's candidate. */
interface CandidateLine {
  readonly number: number;
  readonly candidate: Candidate;
}

/** What a set is scored with. */
export interface Scoring {
  readonly ringing: Ringing;
  readonly routing: Routing;
  /** The ids of the detections there are. */
  readonly catalogue: ReadonlySet<string>;
}

export async function scoreSet(set: CorpusSet, { ringing, routing, catalogue }: Scoring): Promise<SetScore> {
  const keys = new Set<string>();
  const unreadable: Unreadable[] = [];
  const lines: Line[] = [];
  const candidates: CandidateLine[] = [];
  let records = 0;
  for await (const found of readEnvelopes(set.path)) {
    records += 1;
    if (found.kind === 'unreadable') {
      unreadable.push(found);
      continue;
    }
    keys.add(found.key);
    const { alerts, candidates: some } = ringing(found.envelope);
    if (alerts.length > 0) {
      lines.push({ number: found.position.line, alerts });
    }
    candidates.push(...some.map((candidate) => ({ number: found.position.line, candidate })));
  }
  lines.push(...(await decidedInOrder(candidates, routing)));
  const report = reportOf(lines);
  const { interruptions, incidents } = interruptionsOf(report);
  return {
    name: set.name,
    fingerprint: set.fingerprint,
    records,
    events: keys.size,
    interruptions,
    interruptionsPerThousandEvents: keys.size === 0 ? 0 : (1_000 * interruptions) / keys.size,
    incidents,
    digestLines: report.digestLines.length,
    alerts: report.alerts,
    byDetection: report.byDetection.map((tally) => ({ ...tally, sample: sampleOf(tally.name, lines) })),
    techniques: set.labels.techniques.map((label) => techniqueScore(label, lines)),
    rules: ruleAgreements(set.labels.ruleTests, firedOn(lines), catalogue),
    unreadable: unreadable.map(({ position, reason }) => `line ${position?.line ?? '?'}: ${reason}`),
    failures: lines.flatMap(({ number, alerts }) =>
      alerts.flatMap(({ alert }) =>
        alert.unreadable === undefined ? [] : [`line ${number}: ${alert.detectionId}: ${alert.unreadable}`],
      ),
    ),
  };
}

/** What the candidates came to, in the order of their events; sets are remembered apart from each other. */
async function decidedInOrder(candidates: readonly CandidateLine[], routing: Routing): Promise<readonly Line[]> {
  const state = memoryDetectionState();
  const inOrder = candidates.toSorted(({ candidate: one }, { candidate: other }) =>
    one.alert.eventTime.localeCompare(other.alert.eventTime),
  );
  const lines: Line[] = [];
  for (const { number, candidate } of inOrder) {
    const alert = await decideCandidate(candidate, state);
    if (alert) {
      lines.push({ number, alerts: [{ alert, route: routeOf(alert, routing) }] });
    }
  }
  return lines;
}

function reportOf(lines: readonly Line[]): Report {
  const report = new Report();
  report.addAlerts(lines.flatMap(({ alerts }) => alerts));
  return report;
}

function interruptionsOf(report: Report): { readonly interruptions: number; readonly incidents: number } {
  const incidents = report.incidents.all;
  return {
    interruptions: incidents.reduce((sum, incident) => sum + incident.interruptions, 0),
    incidents: incidents.length,
  };
}

function sampleOf(detectionId: string, lines: readonly Line[]): string {
  const all = lines.flatMap(({ alerts }) => alerts);
  return all.find(({ alert }) => alert.detectionId === detectionId)?.alert.summary ?? '';
}

function techniqueScore(label: TechniqueLabel, lines: readonly Line[]): TechniqueScore {
  const { technique, title, firstLine, lastLine } = label;
  const its = lines.filter(({ number }) => number >= firstLine && number <= lastLine);
  const report = reportOf(its);
  const aboutness = aboutnessOf(technique, label.documentedEvents);
  // That a detection could not read its event is no detection of it.
  const about = its
    .flatMap(({ alerts }) => alerts)
    .filter(({ alert }) => alert.unreadable === undefined && isAbout(aboutness, alert));
  return {
    technique,
    title,
    records: lastLine - firstLine + 1,
    surfaced: surfacedBy(about),
    by: [...new Set(about.map(({ alert }) => alert.detectionId))].sort(),
    countedBy: aboutness.by,
    interruptions: interruptionsOf(report).interruptions,
    digestLines: report.digestLines.length,
  };
}

function surfacedBy(alerts: readonly RoutedAlert[]): TechniqueScore['surfaced'] {
  if (alerts.some(({ route }) => route !== 'digest')) {
    return 'alert';
  }
  return alerts.length > 0 ? 'digest' : 'missed';
}

/** By line, the detections that fired; one that could not read the record did not. */
function firedOn(lines: readonly Line[]): ReadonlyMap<number, readonly string[]> {
  return new Map(
    [...Map.groupBy(lines, ({ number }) => number)].map(([number, ofNumber]) => [
      number,
      ofNumber
        .flatMap(({ alerts }) => alerts)
        .flatMap(({ alert }) => (alert.unreadable === undefined ? [alert.detectionId] : [])),
    ]),
  );
}
