import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import type * as z from 'zod';
import { type Alert } from './alert.ts';
import { factsOf, originOf } from './call-facts.ts';
import { type Candidate } from './candidate.ts';
import { type Call, type DetectionDefinition, type DetectionText } from './define-detection.ts';
import { demandOf } from './demand-of.ts';
import { isDeployRole } from './reading/deploy-role.ts';
import { brief } from './reading/text.ts';
import { type Remembers } from './remembers.ts';
import { type Settings } from './settings.ts';
import { type Severity } from './severity.ts';

const LONGEST_SUMMARY = 400;
const LONGEST_SUBJECT = 200;
const LONGEST_REASON = 300;
const LONGEST_DEPLOYMENT = 300;
const LONGEST_CHANGE = 300;
const MOST_CHANGES = 6;

/** A detection's pattern matched an event whose content it cannot read. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
  /** What could not be read, without any value of the record: fit for a message. */
  readonly reason: string;

  constructor(detectionId: string, eventKey: string, cause: z.ZodError) {
    const reason = reasonOf(cause);
    super(`detection ${detectionId} cannot read event ${eventKey}: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** What a detection makes of an event: an alert, or candidates whose alerts depend on earlier events. */
export type Examined =
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'candidates'; readonly candidates: readonly Candidate[] };

/** `undefined` when the detection does not apply. The event is one its pattern matches. */
export function examine<Read>(
  definition: DetectionDefinition<Read>,
  settings: Settings,
  event: EventEnvelope,
): Examined | undefined {
  const { service } = factsOf(event);
  if (service !== undefined && definition.services !== 'told') {
    return undefined;
  }

  const content = read(definition, event);
  const about = definition.about?.(content);
  const call = { ...content, ...factsOf(event, about) };
  if (definition.matches && !definition.matches(call, settings)) {
    return undefined;
  }
  const asked = { call, settings };
  const told = {
    ...originOf(event, about),
    ...wordsOf(definition),
    summary: brief(definition.summarize(call, settings), LONGEST_SUMMARY),
    subject: brief(definition.subject(call), LONGEST_SUBJECT),
    ...changesOf(definition, asked),
  };
  const alert = graded(told, definition.severityOf?.(call, settings) ?? definition.severity, asked);
  const candidates = (definition.remembers ?? []).flatMap((remembers) => candidateOf(alert, remembers, asked) ?? []);
  return candidates.length === 0 ? { kind: 'alert', alert } : { kind: 'candidates', candidates };
}

interface Asked<Read> {
  readonly call: Call<Read>;
  readonly settings: Settings;
}

function changesOf<Read>(
  definition: DetectionDefinition<Read>,
  { call, settings }: Asked<Read>,
): Pick<Alert, 'changes'> {
  const told = (definition.changes?.(call, settings) ?? []).slice(0, MOST_CHANGES).map(({ what, before, after }) => ({
    what: brief(what),
    ...(before !== undefined && { before: brief(before, LONGEST_CHANGE) }),
    ...(after !== undefined && { after: brief(after, LONGEST_CHANGE) }),
  }));
  return told.length === 0 ? {} : { changes: told };
}

type Ungraded = Omit<Alert, 'severity' | 'deployment'>;

/** What a role that deploys does as a matter of course belongs to its deployment; what is graver is told by itself. */
function graded(told: Ungraded, severity: Severity, { call: { actor }, settings }: Asked<unknown>): Alert {
  const isOrdinary = (severity === 'low' || severity === 'info') && isDeployRole(actor, settings);
  const session = `${actor.principalArn ?? actor.name} ${actor.session ?? ''}`;
  return { ...told, severity, ...(isOrdinary && { deployment: brief(session, LONGEST_DEPLOYMENT) }) };
}

function candidateOf<Read>(
  { deployment, ...alert }: Alert,
  remembers: Remembers<Read>,
  asked: Asked<Read>,
): Candidate | undefined {
  const { call, settings } = asked;
  const demand = demandOf(remembers, call);
  const together = { ...alert, subject: brief(remembers.subject?.(call) ?? alert.subject, LONGEST_SUBJECT) };
  return (
    demand && {
      alert: graded(together, remembers.severityOf?.(call, settings) ?? alert.severity, asked),
      demand,
      ...(remembers.isToldAlone?.(call, settings) === true && {
        otherwise: { ...alert, ...(deployment !== undefined && { deployment }) },
      }),
    }
  );
}

/** The alert that says a detection could not read an event its pattern matched. */
export function unreadableAlert(detection: DetectionText, event: EventEnvelope, error: Error): Alert {
  const { who, eventName } = factsOf(event);
  const isCall = 'eventName' in event.detail;
  return {
    ...originOf(event),
    ...wordsOf(detection),
    severity: detection.severity,
    summary: brief(
      isCall
        ? `${who} called ${eventName}, and what was asked for could not be read`
        : `AWS sent an event (${eventName}) that could not be read`,
      LONGEST_SUMMARY,
    ),
    subject: brief(eventName, LONGEST_SUBJECT),
    unreadable: error instanceof UnreadableEventError ? error.reason : `the detection failed with ${error.name}`,
  };
}

function read<Read>({ id, reads }: DetectionDefinition<Read>, event: EventEnvelope): Read {
  const parsed = reads.safeParse(event.detail);
  if (!parsed.success) {
    throw new UnreadableEventError(id, eventKeyOf(event), parsed.error);
  }
  return parsed.data;
}

function wordsOf({ id, title, why, runbook, falsePositives, techniques, windowMinutes }: DetectionText) {
  return {
    detectionId: id,
    title,
    why,
    runbook: [...runbook],
    falsePositives: [...falsePositives],
    techniques: [...techniques],
    ...(windowMinutes !== undefined && { windowMinutes }),
  };
}

function reasonOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  const path = issue?.path.map(String).join('.') ?? '';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return brief(`${path || 'the record'}: ${issue?.message ?? 'not as expected'}${more}`, LONGEST_REASON);
}
