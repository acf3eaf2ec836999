import type * as z from 'zod';
import { Blocks, NOT_MODELLED } from './block-kit.ts';

/** How Slack says no to a message: `error`, and `response_metadata.messages` with a JSON pointer each. */
export interface SlackRefusal {
  readonly error: 'invalid_blocks' | 'msg_blocks_too_long' | 'msg_too_long' | 'no_text';
  readonly messages: readonly string[];
}

const TEXT_MAX = 40_000;
/** Nowhere documented; measured by others at about 13,200 with the blocks' own syntax (bolt-js #2509, #2867). */
const BLOCKS_MAX = 13_200;
/** Slack cuts the `text` of a notification long before it refuses it. */
const TEXT_SHOWN = 4_000;

/** Slack's refusal of a message's content, or `undefined` for a message it takes. */
export function slackRefusal(message: {
  readonly text?: unknown;
  readonly blocks?: unknown;
}): SlackRefusal | undefined {
  const { text = '', blocks = [] } = message;
  if (typeof text !== 'string' || text.length > TEXT_MAX) {
    return {
      error: 'msg_too_long',
      messages: [`[ERROR] must be less than ${TEXT_MAX + 1} characters [json-pointer:/text]`],
    };
  }
  const broken = brokenRules(blocks);
  if (broken.length > 0) {
    return { error: 'invalid_blocks', messages: broken.map((rule) => `[ERROR] ${rule}`) };
  }
  if (JSON.stringify(blocks).length > BLOCKS_MAX) {
    return { error: 'msg_blocks_too_long', messages: [] };
  }
  if (text.trim() === '' && Array.isArray(blocks) && blocks.length === 0) {
    return { error: 'no_text', messages: [] };
  }
  return undefined;
}

/** Every rule of Block Kit this message breaks, and every promise ours keep beyond: a short `text`, well-formed strings. Empty when it is fine. */
export function blockKitViolations(message: { readonly text?: unknown; readonly blocks?: unknown }): string[] {
  const refusal = slackRefusal(message);
  const { text } = message;
  return [
    ...(refusal ? [refusal.error, ...refusal.messages] : []),
    ...(typeof text === 'string' && text.trim() !== ''
      ? []
      : ['text is missing: notifications and screen readers need it']),
    ...(typeof text === 'string' && text.length > TEXT_SHOWN ? [`text is longer than ${TEXT_SHOWN} characters`] : []),
    ...(isWellFormed(message) ? [] : ['a string holds half of a surrogate pair']),
  ];
}

function brokenRules(blocks: unknown): readonly string[] {
  const parsed = Blocks.safeParse(blocks);
  return parsed.success ? sharedIds(parsed.data) : parsed.error.issues.map((issue) => said(issue, blocks));
}

/** `block_id` must be unique in a message, `action_id` in a block. */
function sharedIds(blocks: Blocks): readonly string[] {
  const blockIds = blocks.flatMap(({ block_id: id }) => id ?? []);
  return [
    ...repeated(blockIds).map((id) => `block_id is used twice: ${id} [json-pointer:/blocks]`),
    ...blocks.flatMap((block, index) => {
      const actionIds = block.type === 'actions' ? block.elements.flatMap(({ action_id: id }) => id ?? []) : [];
      return repeated(actionIds).map((id) => `action_id is used twice: ${id} [json-pointer:/blocks/${index}/elements]`);
    }),
  ];
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function said(issue: z.core.$ZodIssue, blocks: unknown): string {
  return `${ruleOf(issue, blocks)} [json-pointer:${['/blocks', ...issue.path.map(String)].join('/')}]`;
}

function ruleOf(issue: z.core.$ZodIssue, blocks: unknown): string {
  const isList = 'origin' in issue && issue.origin === 'array';
  if (issue.code === 'too_big') {
    return isList
      ? `no more than ${issue.maximum} items allowed`
      : `must be less than ${Number(issue.maximum) + 1} characters`;
  }
  if (issue.code === 'too_small') {
    return isList ? `no fewer than ${issue.minimum} items allowed` : 'must be more than 0 characters';
  }
  if (issue.code === 'unrecognized_keys') {
    return `invalid additional property: ${issue.keys.join(', ')}`;
  }
  return issue.code === 'invalid_union' ? unknownType(valueAt(blocks, issue.path)) : issue.message;
}

function unknownType(type: unknown): string {
  return NOT_MODELLED.includes(String(type))
    ? `block type ${String(type)} is known to Slack, and not to this model of Slack: add it`
    : `unsupported type: ${String(type)}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

function isRecord(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.isWellFormed();
  }
  return !isRecord(value) || Object.values(value).every(isWellFormed);
}
