import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { valueAt } from './json-path.ts';

/** What a target is sent: the whole event, a part of it, a constant, or a template with parts filled in. */
export type InputShape =
  | { readonly kind: 'event' }
  | { readonly kind: 'constant'; readonly json: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'template'; readonly paths: Readonly<Record<string, string>>; readonly template: string };

export interface InputContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly at: string;
}

export function targetInput(shape: InputShape, envelope: EventEnvelope, context: InputContext): string {
  switch (shape.kind) {
    case 'event':
      return JSON.stringify(envelope);
    case 'constant':
      return shape.json;
    case 'path':
      return JSON.stringify(valueAt(envelope, shape.path) ?? null);
    case 'template':
      return filled(shape.template, valuesOf(shape.paths, envelope, context));
  }
}

function valuesOf(
  paths: Readonly<Record<string, string>>,
  envelope: EventEnvelope,
  { ruleArn, ruleName, at }: InputContext,
): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ...Object.entries(paths).map(([name, path]): [string, unknown] => [name, valueAt(envelope, path)]),
    ['aws.events.rule-arn', ruleArn],
    ['aws.events.rule-name', ruleName],
    ['aws.events.event.ingestion-time', at],
    ['aws.events.event', envelope],
    ['aws.events.event.json', envelope],
  ]);
}

/**
 * Fills `<name>` in. Within quotes a value becomes text, escaped so that the template stays what it is; outside it becomes JSON.
 * A path that leads nowhere is filled in as nothing, as EventBridge does.
 */
function filled(template: string, values: ReadonlyMap<string, unknown>): string {
  let inQuotes = false;
  return template.replace(/\\.|"|<([\w.-]+)>/gs, (found, name: string | undefined) => {
    if (found === '"') {
      inQuotes = !inQuotes;
    }
    if (name === undefined || !values.has(name)) {
      return found;
    }
    const value = values.get(name);
    return inQuotes ? asQuotedText(value) : asJson(value);
  });
}

function asJson(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

function asQuotedText(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)).slice(1, -1);
}
