import { isJsonObject, textAt, valueAt } from './json.ts';
import { type CloudTrailRecord } from './record.ts';

/** Did the call succeed. `errorCode` alone does not say. */
export interface Outcome {
  readonly kind: 'succeeded' | 'denied' | 'failed' | 'unknown';
  /** AWS's own code or message, where it gave one. */
  readonly reason?: string;
}

/** Did the call succeed. Never throws: where the record does not say, `unknown`. */
export function outcomeOf(record: CloudTrailRecord): Outcome {
  return outcomeOfError(record) ?? outcomeOfDetails(record) ?? outcomeOfMessage(record) ?? outcomeWithoutSign(record);
}

/** Amazon Managed Grafana writes the HTTP status here, also of what succeeded; some exports write the word. */
const NO_ERROR = /^(2\d\d|success|ok|none|null|-)$/i;

const DENIAL =
  /access_?denied|unauthori[sz]ed|not_?authori[sz]ed|authori[sz]ation_?error|forbidden|auth_?failure|explicit_?deny|insufficient_?privileges|^40[13]$/i;

function outcomeOfError(record: CloudTrailRecord): Outcome | undefined {
  const code = textOrNumberAt(record, 'errorCode');
  if (code === undefined || NO_ERROR.test(code)) {
    return undefined;
  }
  return { kind: DENIAL.test(code) ? 'denied' : 'failed', reason: code };
}

function textOrNumberAt(record: CloudTrailRecord, key: string): string | undefined {
  const value = valueAt(record, key);
  return typeof value === 'number' ? String(value) : textAt(record, key);
}

/**
 * Sign-ins say it by a word of their own: `responseElements: {"ConsoleLogin": "Failure"}`, and Identity Center's
 * `serviceEventDetails: {"UserAuthentication": "Success"}`. Long-running work reports a state there.
 */
function outcomeOfDetails(record: CloudTrailRecord): Outcome | undefined {
  const words = [...wordsIn(record, 'responseElements'), ...wordsIn(record, 'serviceEventDetails')];
  if (words.some((word) => /^fail(ed|ure)$/i.test(word))) {
    return { kind: 'failed', reason: textAt(record, 'errorMessage') ?? 'Failure' };
  }
  return words.some((word) => /^(success|succeeded)$/i.test(word)) ? { kind: 'succeeded' } : undefined;
}

function wordsIn(record: CloudTrailRecord, key: 'responseElements' | 'serviceEventDetails'): readonly string[] {
  const details = valueAt(record, key);
  const eventName = textAt(record, 'eventName') ?? '';
  const isSignIn = textAt(record, 'eventType') === 'AwsConsoleSignIn';
  if (!isJsonObject(details)) {
    return [];
  }
  // The responses of API calls are the customer's own data, in which a state of "failed" means something else.
  if (key === 'responseElements' && !isSignIn) {
    return [textAt(details, eventName)].filter((word) => word !== undefined);
  }
  const nested = Object.values(details).filter(isJsonObject);
  return [details, ...nested].flatMap((part) => Object.values(part)).filter((word) => typeof word === 'string');
}

/** An error that carries a message only. */
function outcomeOfMessage(record: CloudTrailRecord): Outcome | undefined {
  const reason = textAt(record, 'errorMessage');
  if (reason === undefined || textOrNumberAt(record, 'errorCode') !== undefined) {
    return undefined;
  }
  return { kind: /not authorized|access denied|explicit deny/i.test(reason) ? 'denied' : 'failed', reason };
}

function outcomeWithoutSign(record: CloudTrailRecord): Outcome {
  const isCall = textAt(record, 'eventName') !== undefined;
  const mustSay = textAt(record, 'eventType') === 'AwsConsoleSignIn';
  return { kind: isCall && !mustSay ? 'succeeded' : 'unknown' };
}
