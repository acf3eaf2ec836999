import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import * as z from 'zod';
import { isDataEvent } from './read-only-call.ts';

/** One condition of an advanced event selector. All its operators hold at once; each takes any of its values. */
export interface FieldSelector {
  readonly field: SelectableField;
  readonly equals?: readonly string[] | undefined;
  readonly startsWith?: readonly string[] | undefined;
  readonly endsWith?: readonly string[] | undefined;
  readonly notEquals?: readonly string[] | undefined;
  readonly notStartsWith?: readonly string[] | undefined;
  readonly notEndsWith?: readonly string[] | undefined;
}

export const selectableFields = [
  'eventCategory',
  'eventName',
  'eventSource',
  'eventType',
  'readOnly',
  'resources.type',
  'resources.ARN',
  'sessionCredentialFromConsole',
  'userIdentity.arn',
] as const;
export type SelectableField = (typeof selectableFields)[number];
export type SelectableFields = Readonly<Partial<Record<SelectableField, string>>>;

export function selects(selector: FieldSelector, fields: SelectableFields): boolean {
  const value = fields[selector.field];
  const any = (expected: readonly string[] | undefined, holds: (text: string, value: string) => boolean): boolean =>
    expected === undefined || (value !== undefined && expected.some((text) => holds(text, value)));
  const none = (refused: readonly string[] | undefined, holds: (text: string, value: string) => boolean): boolean =>
    !refused?.some((text) => value !== undefined && holds(text, value));

  return (
    any(selector.equals, (text, found) => found === text) &&
    any(selector.startsWith, (text, found) => found.startsWith(text)) &&
    any(selector.endsWith, (text, found) => found.endsWith(text)) &&
    none(selector.notEquals, (text, found) => found === text) &&
    none(selector.notStartsWith, (text, found) => found.startsWith(text)) &&
    none(selector.notEndsWith, (text, found) => found.endsWith(text))
  );
}

const Text = z
  .union([z.string(), z.boolean().transform(String)])
  .optional()
  .catch(undefined);
const Resources = z.array(z.object({ type: Text, ARN: Text })).catch([]);
const Identity = z.object({ arn: Text }).catch({ arn: undefined });

/** The fields of a record that selectors can ask for. Of several resources, the first with a type is what the event is about. */
export function fieldsOf(detail: EventEnvelope['detail']): SelectableFields {
  const resources = Resources.parse(detail.resources);
  const subject = resources.find(({ type }) => type !== undefined);
  const fields: Record<SelectableField, string | undefined> = {
    eventCategory: categoryOf(detail),
    eventName: Text.parse(detail.eventName),
    eventSource: Text.parse(detail.eventSource),
    eventType: Text.parse(detail.eventType),
    readOnly: Text.parse(detail.readOnly),
    'resources.type': subject?.type,
    'resources.ARN': subject?.ARN,
    sessionCredentialFromConsole: Text.parse(detail.sessionCredentialFromConsole),
    'userIdentity.arn': Identity.parse(detail.userIdentity).arn,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Records before version 1.08 do not name their category. */
function categoryOf(detail: EventEnvelope['detail']): string {
  const category = Text.parse(detail.eventCategory);
  if (category !== undefined) {
    return category;
  }
  if (detail.eventType === 'AwsCloudTrailInsight') {
    return 'Insight';
  }
  return isDataEvent(detail) ? 'Data' : 'Management';
}
