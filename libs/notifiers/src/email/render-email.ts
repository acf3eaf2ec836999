import { type Alert } from '@trailbell/detections';
import { investigateLink, resourceLink } from '../console-links.ts';
import { callOf, factsOf, severityWord, timeOf } from '../describe-alert.ts';
import { eventLink, techniqueLinks } from '../links.ts';
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
  paragraph: 1_500,
  steps: 20,
  noise: 5,
  techniques: 10,
} as const;

/** One alert as a plain-text mail that reads well on a phone: short lines, the answer first, addresses last. */
export function renderEmail(alert: Alert): Email {
  const severity = severityWord(alert.severity);
  const place = emailText(`${alert.account} ${alert.region}`, LIMIT.place);
  const paragraphs = [
    `${severity.toUpperCase()}: ${emailText(alert.summary, LIMIT.summary)}\nin ${place}`,
    ...unreadable(alert),
    facts(alert),
    `WHY IT MATTERS\n${emailText(alert.why, LIMIT.paragraph)}`,
    ...list('WHAT TO DO', alert.runbook.slice(0, LIMIT.steps), (index) => `${index + 1}. `),
    ...list('THIS IS NOISE WHEN', alert.falsePositives.slice(0, LIMIT.noise), () => '- '),
    links(alert),
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

function facts(alert: Alert): string {
  const time = timeOf(alert);
  const [who = '', ...others] = factsOf(alert).map(
    ({ label, value, note }) => `${label}: ${emailText(value, LIMIT.fact)}${note === undefined ? '' : ` (${note})`}`,
  );
  return [who, `When: ${time ? utc(time) : emailText(alert.eventTime, LIMIT.fact)}`, ...others].join('\n');
}

function list(title: string, items: readonly string[], mark: (index: number) => string): readonly string[] {
  return items.length === 0
    ? []
    : [[title, ...items.map((item, index) => mark(index) + emailText(item, LIMIT.paragraph))].join('\n')];
}

function links(alert: Alert): string {
  const ours = [eventLink(alert), resourceLink(alert), investigateLink(alert)].filter((known) => known !== undefined);
  const known = [...ours, ...techniqueLinks(alert).slice(0, LIMIT.techniques)];
  return [
    ...known.map(({ label, url }) => `${label}: ${url}`),
    `Why this rang: ${emailText(alert.detectionId, LIMIT.fact)} matched ${emailText(callOf(alert), LIMIT.fact)}`,
  ].join('\n');
}
