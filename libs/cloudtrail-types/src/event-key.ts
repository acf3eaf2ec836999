import { createHash } from 'node:crypto';
import { type EventEnvelope } from './envelope.ts';
import { firstOf, isList, textAt, valueAt } from './json.ts';

/**
 * What makes two deliveries the same event: CloudTrail's eventID; a native finding's id and update time; else the
 * envelope's id; else a hash of the text the event was read from, which is its JSON where no text is passed.
 */
export function eventKeyOf(event: EventEnvelope, text?: string): string {
  const key = firstOf(textAt(event, 'detail', 'eventID'), findingKeyOf(event), textAt(event, 'id'));
  return key === undefined ? sha256(text ?? JSON.stringify(event)) : boundedKey(key);
}

type KeyReader = (detail: unknown) => readonly (string | undefined)[];

/** By source: where the finding's id stands, and where the time or number of its update. */
const FINDINGS: ReadonlyMap<string, KeyReader> = new Map<string, KeyReader>([
  ['aws.guardduty', (detail) => [textAt(detail, 'id'), textAt(detail, 'updatedAt')]],
  ['aws.access-analyzer', (detail) => [textAt(detail, 'id'), textAt(detail, 'updatedAt')]],
  ['aws.macie', (detail) => [textAt(detail, 'id'), textAt(detail, 'updatedAt')]],
  ['aws.inspector2', (detail) => [textAt(detail, 'findingArn'), textAt(detail, 'updatedAt')]],
  ['aws.health', (detail) => [textAt(detail, 'eventArn'), healthUpdateOf(detail)]],
  ['aws.securityhub', securityHubKey],
]);

function findingKeyOf(event: EventEnvelope): string | undefined {
  const parts = FINDINGS.get(textAt(event, 'source') ?? '')?.(valueAt(event, 'detail')) ?? [];
  const isWhole = parts.length > 0 && parts.every((part) => part !== undefined);
  return isWhole ? parts.join('@') : undefined;
}

/** Health tells the affected resources page by page: each page is its own event. */
function healthUpdateOf(detail: unknown): string | undefined {
  const update = firstOf(
    textAt(detail, 'communicationId'),
    textAt(detail, 'lastUpdatedTime'),
    textAt(detail, 'startTime'),
  );
  const page = textAt(detail, 'page');
  return page === undefined ? update : `${update ?? ''}#${page}`;
}

/** One finding when imported; as many as a person selected in a custom action, which is news of its own each time. */
function securityHubKey(detail: unknown): readonly (string | undefined)[] {
  const findings = valueAt(detail, 'findings');
  if (!isList(findings) || findings.length !== 1 || textAt(detail, 'actionName') !== undefined) {
    return [];
  }
  const [finding] = findings;
  return [
    firstOf(textAt(finding, 'Id'), textAt(finding, 'metadata', 'uid')),
    firstOf(textAt(finding, 'UpdatedAt'), textAt(finding, 'finding_info', 'modified_time_dt')),
  ];
}

/** Keys go into tables and queues, which take only so much. */
const MAX_KEY_LENGTH = 512;

function boundedKey(key: string): string {
  return key.length <= MAX_KEY_LENGTH ? key : sha256(key);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
