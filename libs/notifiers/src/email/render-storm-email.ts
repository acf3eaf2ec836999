import { CALM_MINUTES, type StormPhase, type StormState } from '@trailbell/alerting';
import { detectionTitle } from '@trailbell/detections';
import { severityWord } from '../describe-alert.ts';
import { stormHeadline } from '../describe-storm.ts';
import { utc } from '../text/utc.ts';
import { emailSubject } from './email-text.ts';
import { type Email } from './render-email.ts';

const MOST_DETECTIONS = 50;

/** A storm in two mails: one when it begins, one when it is over. */
export function renderStormEmail(storm: StormState, phase: StormPhase): Email {
  const over = phase === 'over';
  const headline = stormHeadline(storm);
  const counts = storm.byDetection
    .slice(0, MOST_DETECTIONS)
    .map(({ severity, detectionId, count }) => `${severityWord(severity)}: ${detectionTitle(detectionId)} x ${count}`);
  const rest = storm.byDetection.length - counts.length;
  const paragraphs = [
    over
      ? `STORM OVER: ${headline}\nCalm for ${CALM_MINUTES} minutes. New incidents are told one by one again.`
      : `STORM: ${headline} so far\nNobody could read them one by one, so no more of them are mailed until calm returns.`,
    ['BY DETECTION', ...counts, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'),
    `First: ${utc(new Date(storm.first))}\nLast: ${utc(new Date(storm.last))}`,
    'Each is a line in the next digest. Critical incidents are told by themselves, unless those are too many, too.',
  ];
  return {
    subject: emailSubject(`[${over ? 'Storm over' : 'Storm'}] ${headline}`),
    body: `${paragraphs.join('\n\n')}\n`,
  };
}
