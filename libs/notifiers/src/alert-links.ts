import { type MessageSettings } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { investigateLink, resourceLink } from './console-links.ts';
import { type Link, eventLink } from './links.ts';
import { queryLink } from './query-link.ts';

const DETECTION_ID = /^[a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){0,12}$/;

/** Where to go from an alert: the event, the resource, what else the caller did, what to do. */
export function alertLinks(alert: Alert, settings: MessageSettings): readonly Link[] {
  return [eventLink(alert), resourceLink(alert), investigateLink(alert), runbookLink(alert, settings)].filter(
    (known) => known !== undefined,
  );
}

/** The same for where an address may be long: not for mail, which shows it whole. */
export function alertButtons(alert: Alert, settings: MessageSettings): readonly Link[] {
  const query = queryLink(alert, settings);
  return [...alertLinks(alert, settings), ...(query ? [query] : [])];
}

/** The page of the detection, where the environment says that there are pages. */
function runbookLink(
  { detectionId }: Pick<Alert, 'detectionId'>,
  { detectionPages }: MessageSettings,
): Link | undefined {
  return detectionPages === undefined || !DETECTION_ID.test(detectionId)
    ? undefined
    : { label: 'Runbook', url: `${detectionPages.replace(/\/$/, '')}/${detectionId}.md` };
}
