import { createHash } from 'node:crypto';
import { type Place, arnOf } from '../aws/arn.ts';

/** What a template gets when it refers to a resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface IdentityContext extends Place {
  readonly stack: string;
  readonly logicalId: string;
  /** A naming property, resolved; a generated name like CloudFormation's when the template gives none. */
  readonly named: (property: string) => string;
  /** Another property by which the resource is identified. */
  readonly text: (property: string) => string | undefined;
}

type IdentityOf = (context: IdentityContext) => Identity;

/** Stable from run to run, like the names CloudFormation makes up. */
export function generatedName({ stack, logicalId }: { readonly stack: string; readonly logicalId: string }): string {
  const suffix = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 12).toUpperCase();
  return `${stack}-${logicalId}-${suffix}`;
}

/** For resources that nothing refers to but CloudFormation itself. */
export const withoutName: IdentityOf = (context) => ({ ref: generatedName(context), attributes: {} });

export function namedResource(
  property: string,
  service: string,
  resourceOf: (name: string) => string = (name) => name,
): IdentityOf {
  return (context) => {
    const name = context.named(property);
    return { ref: name, attributes: { Arn: arnOf(service, context, resourceOf(name)) } };
  };
}
