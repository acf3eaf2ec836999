import { readAssembly } from '../cloudformation/assembly.ts';
import { type Identity } from '../cloudformation/identity.ts';
import { resolveIntrinsics } from '../cloudformation/intrinsics.ts';
import { PropertyLedger } from '../cloudformation/property-ledger.ts';
import { readStacks } from '../cloudformation/read-stacks.ts';
import { StackReferences } from '../cloudformation/stack-references.ts';

/** One resource of the synthesised stacks, with everything it refers to by its real name. */
export interface ResolvedResource extends Identity {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export function resolvedResources(assembly: string): readonly ResolvedResource[] {
  const stacks = readAssembly(assembly);
  const { definitions } = readStacks(stacks);

  return stacks.flatMap((stack) => {
    const references = new StackReferences(stack, definitions, new PropertyLedger());
    return Object.entries(stack.template.Resources).map(([id, { Type, Properties, Metadata }]) => ({
      ...references.identityOf(id),
      stack: stack.name,
      account: stack.account,
      region: stack.region,
      id,
      type: Type,
      properties: resolveIntrinsics(Properties, references) as Record<string, unknown>,
      metadata: (Metadata ?? {}) as Record<string, unknown>,
    }));
  });
}
