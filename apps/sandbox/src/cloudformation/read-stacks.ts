import * as z from 'zod';
import { partitionOf } from '../aws/arn.ts';
import { type SynthesisedStack } from './assembly.ts';
import { type Definitions, noDefinitions } from './definitions.ts';
import { type Identity, generatedName } from './identity.ts';
import { type References, UnknownIntrinsicError, resolveIntrinsics } from './intrinsics.ts';
import { PropertyLedger } from './property-ledger.ts';
import { type ResourceType } from './resource-type.ts';
import { resourceTypes } from './resource-types.ts';
import { type TemplateResource } from './template.ts';

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
  const references = referencesOf(stack, definitions, ledger);
  for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
    const subject = `${resource.Type} ${logicalId} of stack ${stack.name}`;
    try {
      const { read } = resourceTypeOf(resource);
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

interface StackReferences extends References {
  identityOf(logicalId: string): Identity;
}

function referencesOf(stack: SynthesisedStack, definitions: Definitions, ledger: PropertyLedger): StackReferences {
  const identities = new Map<string, Identity>();
  const underway = new Set<string>();

  const references: StackReferences = {
    ref: (name) =>
      pseudoParameter(name, stack) ?? parameterOf(name, stack, definitions) ?? references.identityOf(name).ref,
    attribute: (logicalId, name) => {
      const value = references.identityOf(logicalId).attributes[name];
      if (value === undefined) {
        throw new UnknownIntrinsicError(
          `attribute ${name} of ${logicalId} (${stack.template.Resources[logicalId]?.Type ?? ''})`,
        );
      }
      return value;
    },
    identityOf: (logicalId) => {
      const known = identities.get(logicalId);
      if (known) {
        return known;
      }
      if (underway.has(logicalId)) {
        throw new Error(`the names of ${[...underway].join(', ')} depend on each other`);
      }
      underway.add(logicalId);
      const identity = identify(logicalId);
      underway.delete(logicalId);
      identities.set(logicalId, identity);
      return identity;
    },
  };

  const identify = (logicalId: string): Identity => {
    const resource = stack.template.Resources[logicalId];
    if (!resource) {
      throw new UnknownIntrinsicError(
        `reference to ${logicalId}, which is no resource or parameter of stack ${stack.name}`,
      );
    }
    const text = (property: string): string | undefined => {
      const value = resolveIntrinsics(resource.Properties[property], references);
      ledger.recordRead(resource.Type, property);
      return z.string().optional().parse(value);
    };
    return resourceTypeOf(resource).identify({
      ...stack,
      stack: stack.name,
      logicalId,
      text,
      named: (property) => text(property) ?? generatedName({ stack: stack.name, logicalId }),
    });
  };

  return references;
}

function resourceTypeOf({ Type }: TemplateResource): ResourceType {
  const known = resourceTypes.find(({ type }) => type === Type);
  if (!known) {
    throw new Error(
      `resource type ${Type} is not known. Known ones: ${resourceTypes.map(({ type }) => type).join(', ')}`,
    );
  }
  return known;
}

function pseudoParameter(name: string, { account, region, name: stack }: SynthesisedStack): string | undefined {
  const pseudoParameters: Readonly<Record<string, string>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': partitionOf(region),
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:${partitionOf(region)}:cloudformation:${region}:${account}:stack/${stack}/sandbox`,
  };
  return pseudoParameters[name];
}

/** A parameter's default; of one that is read from SSM, what an earlier stack stored there. */
function parameterOf(
  name: string,
  { template, account, region }: SynthesisedStack,
  { parameters }: Definitions,
): string | undefined {
  const parameter = template.Parameters[name];
  if (!parameter) {
    return undefined;
  }
  const value = parameter.Type.startsWith('AWS::SSM::Parameter::Value<')
    ? parameters.find(
        (stored) => stored.name === parameter.Default && stored.account === account && stored.region === region,
      )?.value
    : parameter.Default;
  if (value === undefined) {
    throw new Error(`parameter ${name} (${parameter.Default ?? 'no default'}) has no value in ${account} ${region}`);
  }
  return value;
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
