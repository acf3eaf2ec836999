import * as z from 'zod';

/** What a template may refer to. */
export interface References {
  /** The value of `Ref`: of a resource, a parameter or a pseudo parameter such as `AWS::Region`. */
  ref(name: string): string;
  attribute(resource: string, name: string): string;
}

export class UnknownIntrinsicError extends Error {
  override readonly name = 'UnknownIntrinsicError';
}

type Intrinsic = (argument: unknown, references: References) => unknown;

const Join = z.tuple([z.string(), z.array(z.unknown())]);
const Attribute = z.union([z.tuple([z.string(), z.string()]), z.string().transform(splitAttribute)]);
const Split = z.tuple([z.string(), z.unknown()]);
const Select = z.tuple([z.coerce.number(), z.unknown()]);
const Sub = z.union([
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
  z.string().transform((text): [string, Record<string, unknown>] => [text, {}]),
]);

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, references) => references.ref(z.string().parse(argument)),
  'Fn::GetAtt': (argument, references) => references.attribute(...Attribute.parse(argument)),
  'Fn::Join': (argument, references) => {
    const [separator, parts] = Join.parse(resolveIntrinsics(argument, references));
    return z.array(z.coerce.string()).parse(parts).join(separator);
  },
  'Fn::Split': (argument, references) => {
    const [separator, text] = Split.parse(resolveIntrinsics(argument, references));
    return z.string().parse(text).split(separator);
  },
  'Fn::Select': (argument, references) => {
    const [index, list] = Select.parse(resolveIntrinsics(argument, references));
    return z.array(z.unknown()).parse(list)[index];
  },
  'Fn::Sub': (argument, references) => {
    const [text, variables] = Sub.parse(argument);
    const values = z.record(z.string(), z.coerce.string()).parse(resolveIntrinsics(variables, references));
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) =>
      literal === '!' ? `\${${name}}` : (values[name] ?? referTo(name, references)),
    );
  },
};

/** The value with every intrinsic function resolved. One the sandbox does not know is an error with its name. */
export function resolveIntrinsics(value: unknown, references: References): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolveIntrinsics(item, references));
  }
  if (typeof value === 'string') {
    return refuseDynamicReference(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [[name, argument] = []] = entries;
  if (name !== undefined && entries.length === 1 && isIntrinsic(name)) {
    return intrinsicNamed(name)(argument, references);
  }
  return Object.fromEntries(entries.map(([key, child]) => [key, resolveIntrinsics(child, references)]));
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');
}

function intrinsicNamed(name: string): Intrinsic {
  const intrinsic = intrinsics[name];
  if (!intrinsic) {
    throw new UnknownIntrinsicError(`intrinsic function ${name}. Known ones: ${Object.keys(intrinsics).join(', ')}`);
  }
  return intrinsic;
}

function refuseDynamicReference(text: string): string {
  const [found] = /\{\{resolve:[^}]*\}\}/.exec(text) ?? [];
  if (found !== undefined) {
    throw new UnknownIntrinsicError(`dynamic reference ${found}. Use a parameter of type AWS::SSM::Parameter::Value`);
  }
  return text;
}

function referTo(name: string, references: References): string {
  return name.includes('.') ? references.attribute(...splitAttribute(name)) : references.ref(name);
}

function splitAttribute(text: string): [string, string] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}
