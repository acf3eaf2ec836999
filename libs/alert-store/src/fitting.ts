import { Alert } from '@trailbell/detections';

/** An item of DynamoDB ends at 400 KB. */
const LARGEST_ALERT = 300_000;
const LONGEST_TEXT = 500;
const MOST_TEXTS = 20;

/**
 * The alert as it is, or, when it is too large for the table, with its texts cut short. Detections bound what they write, so
 * this is for what they did not foresee: no alert is lost for its size.
 */
export function fitting(alert: Alert): Alert {
  if (Buffer.byteLength(JSON.stringify(alert)) <= LARGEST_ALERT) {
    return alert;
  }
  const { eventKey, detectionId } = alert; // whole: they are what the alert is found by
  return Alert.parse({ ...cutObject(alert), eventKey, detectionId });
}

function cutObject(object: object): object {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, cut(value)]));
}

function cut(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length <= LONGEST_TEXT ? value : `${value.slice(0, LONGEST_TEXT - 1)}…`;
  }
  if (Array.isArray(value)) {
    return value.slice(0, MOST_TEXTS).map(cut);
  }
  return typeof value === 'object' && value !== null ? cutObject(value) : value;
}
