import { type SectionBlock } from '@slack/types';
import { type MessageSettings } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import {
  type Fact,
  accountName,
  callOf,
  changeTexts,
  factsOf,
  severitySign,
  severityWord,
  timeOf,
} from '../describe-alert.ts';
import { alertButtons } from '../alert-links.ts';
import { techniqueLinks } from '../links.ts';
import { code, date, link, plainText, prose } from './mrkdwn.ts';
import { type SlackMessage, context, header, linkButtons, mrkdwn, section } from './slack-message.ts';

/** Characters of each part. Their sum stays below what Slack takes in all (about 12,000), with room for the blocks around them. */
const LIMIT = {
  header: 150,
  place: 60,
  summary: 800,
  unreadable: 500,
  fact: 300,
  change: 110,
  changes: 3,
  why: 650,
  steps: 8,
  step: 260,
  noise: 250,
  techniques: 4,
  id: 100,
} as const;

/** Slack's own limit for one section. */
const FIELDS_MAX = 10;

/** One alert as Slack draws it. The first line says who did what to what, where. */
export function renderSlackAlert(alert: Alert, settings: MessageSettings = {}): SlackMessage {
  const firstLine = firstLineOf(alert, settings);
  return {
    text: prose(firstLine.text, LIMIT.header + LIMIT.summary),
    blocks: [
      header(firstLine.header),
      ...(firstLine.complete ? [] : [section(prose(alert.summary, LIMIT.summary))]),
      ...(alert.unreadable === undefined ? [] : [section(unreadableWarning(alert.unreadable))]),
      ...factSections(alert, settings),
      ...whatChanged(alert),
      section(`*Why it matters*\n${prose(alert.why, LIMIT.why)}`),
      ...(alert.runbook.length === 0 ? [] : [section(`*What to do*\n${steps(alert.runbook)}`)]),
      ...linkButtons(alertButtons(alert, settings)),
      context(references(alert)),
    ],
    metadata: {
      event_type: 'trailbell_alert',
      event_payload: {
        event_key: plainText(alert.eventKey, LIMIT.id),
        detection_id: plainText(alert.detectionId, LIMIT.id),
      },
    },
  };
}

/** The place is never cut away; the summary is, and is then told in full below. */
function firstLineOf(
  alert: Alert,
  settings: MessageSettings,
): { readonly header: string; readonly text: string; readonly complete: boolean } {
  const head = `${severitySign(alert.severity)} ${severityWord(alert.severity)}: `;
  const place = ` · ${plainText(`${accountName(alert.account, settings)} ${alert.region}`, LIMIT.place)}`;
  const summary = plainText(alert.summary, LIMIT.header - head.length - place.length);
  const whole = plainText(alert.summary, LIMIT.summary);

  return { header: head + summary + place, text: head + whole + place, complete: summary === whole };
}

function unreadableWarning(reason: string): string {
  return `⚠ *This event could not be read in full.* It matched the detection's pattern, so look at it yourself. ${prose(reason, LIMIT.unreadable)}`;
}

function factSections(alert: Alert, settings: MessageSettings): readonly SectionBlock[] {
  const time = timeOf(alert);
  const when = `*When*\n${time ? date(time) : code(alert.eventTime, LIMIT.fact)}`;
  const [who = '', ...others] = factsOf(alert, settings).map(factText);
  const fields = [who, when, ...others].map(mrkdwn);
  return [fields.slice(0, FIELDS_MAX), fields.slice(FIELDS_MAX)]
    .filter(({ length }) => length > 0)
    .map((some) => ({ type: 'section', fields: some }));
}

function whatChanged(alert: Alert): readonly SectionBlock[] {
  const lines = changeTexts(alert, (value) => code(value, LIMIT.change)).slice(0, LIMIT.changes);
  return lines.length === 0 ? [] : [section(['*What changed*', ...lines].join('\n'))];
}

function factText({ label, value, note }: Fact): string {
  return `*${label}*\n${code(value, LIMIT.fact)}${note === undefined ? '' : ` ${note}`}`;
}

function steps(runbook: readonly string[]): string {
  const shown = runbook.slice(0, LIMIT.steps).map((step, index) => `${index + 1}. ${prose(step, LIMIT.step)}`);
  const more = runbook.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n');
}

function references(alert: Alert): readonly string[] {
  const techniques = techniqueLinks(alert).slice(0, LIMIT.techniques);
  return [
    ...techniques.map(({ url, label }) => link(url, label.replace('&', '&amp;'))),
    `Why this rang: ${code(alert.detectionId, LIMIT.id)} matched ${code(callOf(alert), LIMIT.id)}`,
    ...alert.falsePositives.slice(0, 1).map((noise) => `Noise when: ${prose(noise, LIMIT.noise)}`),
  ];
}
