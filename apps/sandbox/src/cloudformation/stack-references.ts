import * as z from 'zod';
import { partitionOf } from '../aws/arn.ts';
import { type SynthesisedStack } from './assembly.ts';
import { type Definitions } from './definitions.ts';
import { type Identity, generatedName } from './identity.ts';
import { type References, UnknownIntrinsicError, resolveIntrinsics } from './intrinsics.ts';
import { type PropertyLedger } from './property-ledger.ts';
import { resourceTypeOf } from './resource-types.ts';

/** What the resources of one stack may refer to: each other, parameters and pseudo parameters. */
export class StackReferences implements References {
  readonly #stack: SynthesisedStack;
  readonly #definitions: Definitions;
  readonly #ledger: PropertyLedger;
  readonly #identities = new Map<string, Identity>();
  readonly #underway = new Set<string>();

  constructor(stack: SynthesisedStack, definitions: Definitions, ledger: PropertyLedger) {
    this.#stack = stack;
    this.#definitions = definitions;
    this.#ledger = ledger;
  }

  ref(name: string): string {
    return this.#pseudoParameter(name) ?? this.#parameter(name) ?? this.identityOf(name).ref;
  }

  attribute(logicalId: string, name: string): string {
    const value = this.identityOf(logicalId).attributes[name];
    if (value === undefined) {
      const type = this.#stack.template.Resources[logicalId]?.Type ?? '';
      throw new UnknownIntrinsicError(`attribute ${name} of ${logicalId} (${type})`);
    }
    return value;
  }

  identityOf(logicalId: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known) {
      return known;
    }
    if (this.#underway.has(logicalId)) {
      throw new Error(`the names of ${[...this.#underway].join(', ')} depend on each other`);
    }
    this.#underway.add(logicalId);
    const identity = this.#identify(logicalId);
    this.#underway.delete(logicalId);
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #identify(logicalId: string): Identity {
    const stack = this.#stack;
    const resource = stack.template.Resources[logicalId];
    if (!resource) {
      throw new UnknownIntrinsicError(
        `reference to ${logicalId}, which is no resource or parameter of stack ${stack.name}`,
      );
    }
    const text = (property: string): string | undefined => {
      this.#ledger.recordRead(resource.Type, property);
      return z.string().optional().parse(resolveIntrinsics(resource.Properties[property], this));
    };
    return resourceTypeOf(resource.Type).identify({
      account: stack.account,
      region: stack.region,
      stack: stack.name,
      logicalId,
      text,
      named: (property) => text(property) ?? generatedName({ stack: stack.name, logicalId }),
    });
  }

  #pseudoParameter(name: string): string | undefined {
    const { account, region, name: stack } = this.#stack;
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
  #parameter(name: string): string | undefined {
    const { template, account, region } = this.#stack;
    const parameter = template.Parameters[name];
    if (!parameter) {
      return undefined;
    }
    const stored = this.#definitions.parameters.find(
      (stack) => stack.name === parameter.Default && stack.account === account && stack.region === region,
    );
    const value = parameter.Type.startsWith('AWS::SSM::Parameter::Value<') ? stored?.value : parameter.Default;
    if (value === undefined) {
      throw new Error(`parameter ${name} (${parameter.Default ?? 'no default'}) has no value in ${account} ${region}`);
    }
    return value;
  }
}
