import * as z from 'zod';
import { type SynthesisedStack } from './assembly.ts';
import { type Definitions, noDefinitions } from './definitions.ts';
import { resolveIntrinsics } from './intrinsics.ts';
import { PropertyLedger } from './property-ledger.ts';
import { StackReferences } from './stack-references.ts';
import { resourceTypeOf } from './resource-types.ts';

export interface ReadStacks {
  readonly definitions: Definitions;
  readonly ledger: PropertyLedger;
}

/** Reads every resource of every stack. What the sandbox cannot run is refused by name; properties are accounted for in the ledger. */
export function readStacks(stacks: readonly SynthesisedStack[]): ReadStacks {
  const definitions = noDefinitions();
  const ledger = new PropertyLedger();
  for (const stack of stacks) {
    readStack(stack, definitions, ledger);
  }
  return { definitions, ledger };
}

function readStack(stack: SynthesisedStack, definitions: Definitions, ledger: PropertyLedger): void {
  const references = new StackReferences(stack, definitions, ledger);
  for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
    const subject = `${resource.Type} ${logicalId} of stack ${stack.name}`;
    try {
      const { read } = resourceTypeOf(resource.Type);
      const properties = z.record(z.string(), z.unknown()).parse(resolveIntrinsics(resource.Properties, references));
      const identity = references.identityOf(logicalId);
      const recorded = ledger.open(resource.Type, properties);
      read?.(recorded, {
        ...stack,
        identity,
        logicalId,
        definitions,
        assetFolder: (key) => assetFolderOf(stack, key),
      });
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
      throw new Error(`the sandbox cannot run ${subject}: ${reason}`, { cause: error });
    }
  }
}

function assetFolderOf({ assetFolders, name }: SynthesisedStack, objectKey: string): string {
  const folder = assetFolders.get(objectKey);
  if (folder === undefined) {
    throw new Error(`no asset of stack ${name} has the key ${objectKey}`);
  }
  return folder;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
