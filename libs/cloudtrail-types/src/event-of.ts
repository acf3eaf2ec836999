import { type JsonObject, isJsonObject, textAt } from './json.ts';
import { endOfValue, problemOf } from './json-scan.ts';
import { type JsonText, jsonOf, jsonOfText } from './json-text.ts';

/** An event as it stands in a file: a CloudTrail record, or an EventBridge envelope around one or around a finding. */
export interface FoundEvent {
  readonly form: 'record' | 'envelope';
  /** The event as JSON.parse gives it. */
  readonly value: JsonObject;
  /** As it was written: numbers keep their spelling here, of which parsing makes another (0.0, 1e3). */
  readonly text: string;
}

/** The event this JSON is, or the reason why it is none. */
export function eventOf({ text, value }: JsonText): FoundEvent | string {
  if (!isJsonObject(value)) {
    return 'it is no JSON object';
  }
  if (typeof value.CloudTrailEvent === 'string') {
    return lookedUpEvent(value.CloudTrailEvent);
  }
  if (typeof value['detail-type'] === 'string' && isJsonObject(value.detail)) {
    return { form: 'envelope', value, text };
  }
  return isRecord(value) ? { form: 'record', value, text } : whyNoEvent(value);
}

/** The event these bytes are, or the reason why they are none. */
export function eventIn(bytes: Buffer): FoundEvent | string {
  const json = problemOf(endOfValue(bytes, 0)) ?? jsonOf(bytes);
  return typeof json === 'string' ? json : eventOf(json);
}

/** LookupEvents answers with the record as text inside its own object. */
function lookedUpEvent(text: string): FoundEvent | string {
  const json = problemOf(endOfValue(Buffer.from(text), 0)) ?? jsonOfText(text);
  const event = typeof json === 'string' ? json : eventOf(json);
  return typeof event === 'string' ? `its CloudTrailEvent cannot be read: ${event}` : event;
}

/** Fields of which every record has one. Some exports change the case of keys. */
const SIGNS_OF_RECORD = new Set(['eventversion', 'eventname', 'eventid', 'eventtype', 'eventsource']);

function isRecord(value: JsonObject): boolean {
  // Notifications of S3, SNS and SQS come in `Records` too, with an eventSource of this form.
  const isNotification = (textAt(value, 'eventSource') ?? textAt(value, 'EventSource') ?? '').startsWith('aws:');
  return !isNotification && Object.keys(value).some((key) => SIGNS_OF_RECORD.has(key.toLowerCase()));
}

function whyNoEvent(value: JsonObject): string {
  if ('digestS3Object' in value || 'digestStartTime' in value) {
    return 'it is a CloudTrail digest file, which lists log files and holds no events';
  }
  return 'it is neither a CloudTrail record, nor an EventBridge envelope, nor an answer of LookupEvents';
}
