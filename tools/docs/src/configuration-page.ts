import { readFileSync } from 'node:fs';
import { LambdaManifest } from '@trailbell/cdk';
import * as z from 'zod';
import { code, table } from './markdown.ts';

/** As much of a JSON schema as says what may stand in a field. */
interface FieldSchema {
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly default?: unknown;
  readonly description?: string | undefined;
  readonly pattern?: string | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, FieldSchema>> | undefined;
  readonly items?: FieldSchema | undefined;
  readonly anyOf?: readonly FieldSchema[] | undefined;
  readonly oneOf?: readonly FieldSchema[] | undefined;
}

const FieldSchema: z.ZodType<FieldSchema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    default: z.unknown().optional(),
    description: z.string().optional(),
    pattern: z.string().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), FieldSchema).optional(),
    items: FieldSchema.optional(),
    anyOf: z.array(FieldSchema).optional(),
    oneOf: z.array(FieldSchema).optional(),
  }),
);

const CONFIG = new URL('../../../apps/infra/src/config.ts', import.meta.url);

/** Every field that people write, from the schemas that read them. */
export async function configurationPage(): Promise<string> {
  const { Environment } = z.object({ Environment: z.instanceof(z.ZodType) }).parse(await import(CONFIG.href));
  return [
    '# Configuration',
    '',
    'Written by `npm run docs` from the schemas that read these files. A mistake in one is a sentence that names the field.',
    '',
    '## An environment: apps/infra/environments/NAME.ts',
    '',
    'Everything in which two deployments may differ.',
    '',
    fieldTable(Environment, commentsIn(readFileSync(CONFIG, 'utf8'))),
    '',
    '## lambda.json',
    '',
    'Of a lambda app: what triggers it, what it needs, and what people lose while it fails.',
    '',
    fieldTable(LambdaManifest, new Map()),
    '',
  ].join('\n');
}

function fieldTable(schema: z.ZodType, comments: ReadonlyMap<string, string>): string {
  const json = FieldSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return table(['field', 'takes', 'by default', 'what it is'], rowsOf(json, '', comments));
}

function rowsOf(schema: FieldSchema, path: string, comments: ReadonlyMap<string, string>): string[][] {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const at = path === '' ? name : `${path}.${name}`;
      const isRequired = schema.required?.includes(name) === true;
      const row = [code(at), takes(field), defaultOf(field, isRequired), field.description ?? comments.get(name) ?? ''];
      return [row, ...rowsOf(field, at, comments)];
    }),
    ...alternatives.flatMap((one) => rowsOf(one, path, comments)),
    ...(schema.items ? rowsOf(schema.items, `${path}[]`, comments) : []),
  ];
}

function takes({ type, const: only, enum: values, pattern, anyOf, oneOf, items }: FieldSchema): string {
  if (only !== undefined) {
    return code(JSON.stringify(only));
  }
  if (values) {
    return values.map((value) => code(JSON.stringify(value))).join(', ');
  }
  const what = anyOf || oneOf ? 'one of the following' : nameOfType(type, items);
  return pattern === undefined || pattern.length > 60 ? what : `${what} like ${code(pattern)}`;
}

function nameOfType(type: FieldSchema['type'], items: FieldSchema['items']): string {
  return type === 'array' ? `list of ${items?.type ?? 'any'}` : (type ?? 'any');
}

function defaultOf(field: FieldSchema, isRequired: boolean): string {
  if (field.default !== undefined) {
    return code(JSON.stringify(field.default));
  }
  return isRequired ? 'required' : '';
}

/** What a comment before a field says of it, where its schema has no words of its own. */
function commentsIn(source: string): ReadonlyMap<string, string> {
  return new Map(
    [...source.matchAll(/\/\*\* ((?:(?!\*\/)[^])+?) ?\*\/\s+(\w+):/g)].map(([, text = '', name = '']) => [
      name,
      text.replaceAll(/\s*\n\s*\*\s*/g, ' ').trim(),
    ]),
  );
}
