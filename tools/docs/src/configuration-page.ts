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
  readonly additionalProperties?: FieldSchema | boolean | undefined;
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
    additionalProperties: z.union([z.boolean(), FieldSchema]).optional(),
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
    fieldTable(Environment),
    '',
    '## lambda.json',
    '',
    'Of a lambda app: what triggers it, what it needs, and what people lose while it fails.',
    '',
    fieldTable(LambdaManifest),
    '',
  ].join('\n');
}

function fieldTable(schema: z.ZodType): string {
  const json = FieldSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return table(['field', 'takes', 'by default', 'what it is'], rowsOf(json, { path: '' }));
}

/** Where a field stands, and for which kind of what it is in: `mode` is `create`. */
interface Place {
  readonly path: string;
  readonly kind?: string | undefined;
}

function rowsOf(schema: FieldSchema, { path, kind }: Place): string[][] {
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const at = path === '' ? name : `${path}.${name}`;
      const isRequired = schema.required?.includes(name) === true;
      const ofKind = kind === undefined || kind === kindNamed(name, field) ? '' : `(${kind}) `;
      return [
        [code(at), takes(field), defaultOf(field, isRequired), ofKind + meaningOf(at, schema, field)],
        ...rowsOf(field, { path: at, kind }),
      ];
    }),
    ...alternatives.flatMap((one) => rowsOf(one, { path, kind: kindOf(one) })),
    ...(schema.items ? rowsOf(schema.items, { path: `${path}[]`, kind }) : []),
    ...(typeof schema.additionalProperties === 'object'
      ? rowsOf(schema.additionalProperties, { path: `${path}.NAME`, kind })
      : []),
  ];
}

/** What says which of several kinds this one is. */
function kindOf({ properties = {} }: FieldSchema): string | undefined {
  const says = Object.entries(properties).find(([, { const: only }]) => only !== undefined);
  return says && kindNamed(...says);
}

function kindNamed(name: string, { const: only }: FieldSchema): string {
  return `${name} ${String(only)}`;
}

/** A field that says which kind it is means what that kind means. */
function meaningOf(
  at: string,
  { description: ofKind }: FieldSchema,
  { description, const: only }: FieldSchema,
): string {
  const meaning = description ?? (only === undefined ? undefined : ofKind);
  if (meaning === undefined) {
    throw new Error(`the field ${at} says nowhere what it is. Give its schema a description with describe().`);
  }
  return meaning;
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
  if (type !== 'array') {
    return type ?? 'any';
  }
  const few = items?.enum !== undefined && items.enum.length <= 8;
  return few ? `list of ${takes(items)}` : `list of ${items?.type ?? 'any'}`;
}

function defaultOf(field: FieldSchema, isRequired: boolean): string {
  if (field.default !== undefined) {
    return code(JSON.stringify(field.default));
  }
  return isRequired ? 'required' : '';
}
