import { type MessageSettings } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { alertLinks } from '../alert-links.ts';
import { accountName, callOf, changeTexts, factsOf, severityWord, timeOf } from '../describe-alert.ts';
import { techniqueLinks } from '../links.ts';
import { utc } from '../text/utc.ts';
import { emailSubject, emailText } from './email-text.ts';

export interface Email {
  /** Printable ASCII, at most 100 characters. */
  readonly subject: string;
  readonly body: string;
}

const LIMIT = {
  subject: 100,
  place: 60,
  summary: 1_500,
  fact: 500,
  change: 300,
  changes: 6,
  paragraph: 1_500,
  steps: 20,
  noise: 5,
  techniques: 10,
} as const;

/** One alert as a plain-text mail that reads well on a phone: short lines, the answer first, addresses last. */
export function renderEmail(alert: Alert, settings: MessageSettings = {}): Email {
  const severity = severityWord(alert.severity);
  const place = emailText(`${accountName(alert.account, settings)} ${alert.region}`, LIMIT.place);
  const paragraphs = [
    `${severity.toUpperCase()}: ${emailText(alert.summary, LIMIT.summary)}\nin ${place}`,
    ...unreadable(alert),
    facts(alert, settings),
    ...whatChanged(alert),
    `WHY IT MATTERS\n${emailText(alert.why, LIMIT.paragraph)}`,
    ...list('WHAT TO DO', alert.runbook.slice(0, LIMIT.steps), (index) => `${index + 1}. `),
    ...list('THIS IS NOISE WHEN', alert.falsePositives.slice(0, LIMIT.noise), () => '- '),
    links(alert, settings),
  ];

  return {
    subject: subjectOf(`[${severity}] `, alert.summary, ` in ${place}`),
    body: `${paragraphs.join('\n\n')}\n`,
  };
}

/** The summary gives way, so that the place is always there. */
function subjectOf(head: string, summary: string, tail: string): string {
  const ellipsis = '...'.length - '…'.length;
  return emailSubject(head + emailText(summary, LIMIT.subject - head.length - tail.length - ellipsis) + tail);
}

function unreadable({ unreadable: reason }: Alert): readonly string[] {
  return reason === undefined
    ? []
    : [
        `THIS EVENT COULD NOT BE READ IN FULL\nIt matched the detection's pattern, so look at it yourself.\n${emailText(reason, LIMIT.paragraph)}`,
      ];
}

function whatChanged(alert: Alert): readonly string[] {
  const lines = changeTexts(alert, (value) => emailText(value, LIMIT.change)).slice(0, LIMIT.changes);
  return lines.length === 0 ? [] : [['WHAT CHANGED', ...lines].join('\n')];
}

function facts(alert: Alert, settings: MessageSettings): string {
  const time = timeOf(alert);
  const [who = '', ...others] = factsOf(alert, settings).map(
    ({ label, value, note }) => `${label}: ${emailText(value, LIMIT.fact)}${note === undefined ? '' : ` (${note})`}`,
  );
  return [who, `When: ${time ? utc(time) : emailText(alert.eventTime, LIMIT.fact)}`, ...others].join('\n');
}

function list(title: string, items: readonly string[], mark: (index: number) => string): readonly string[] {
  return items.length === 0
    ? []
    : [[title, ...items.map((item, index) => mark(index) + emailText(item, LIMIT.paragraph))].join('\n')];
}

function links(alert: Alert, settings: MessageSettings): string {
  const known = [...alertLinks(alert, settings), ...techniqueLinks(alert).slice(0, LIMIT.techniques)];
  return [
    ...known.map(({ label, url }) => `${label}: ${url}`),
    `Why this rang: ${emailText(alert.detectionId, LIMIT.fact)} matched ${emailText(callOf(alert), LIMIT.fact)}`,
  ].join('\n');
}
