/** One resource of a template, and where it stands. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
}

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;
}

/** The resources of a template, with every reference to another resource of it replaced by `<stack>/<id>`. */
export function resourcesOf(stack: string, text: string): readonly Resource[] {
  const template = JSON.parse(text, (_, value: unknown) => referred(stack, value)) as Template;
  return Object.entries(template.Resources).map(([id, { Type, Properties = {} }]) => ({
    stack,
    id,
    type: Type,
    properties: Properties,
  }));
}

export function ofType(resources: readonly Resource[], ...types: readonly string[]): readonly Resource[] {
  return resources.filter(({ type }) => types.includes(type));
}

/** Its name in a report: `trailbell-hub/Bus`. */
export function nameOf({ stack, id }: Resource): string {
  return `${stack}/${id}`;
}

/** Each with its name before it, for `test.each`. */
export function named(resources: readonly Resource[]): [name: string, resource: Resource][] {
  return resources.map((resource) => [nameOf(resource), resource]);
}

function referred(stack: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) {
    return value;
  }
  if ('Ref' in value) {
    return value.Ref === 'AWS::URLSuffix' ? 'amazonaws.com' : `${stack}/${String(value.Ref)}`;
  }
  if ('Fn::GetAtt' in value) {
    return `${stack}/${String([value['Fn::GetAtt']].flat()[0])}`;
  }
  if ('Fn::Join' in value) {
    const [separator, parts] = value['Fn::Join'] as [string, readonly unknown[]];
    return parts.join(separator);
  }
  return value;
}
