import { type PolicyDocument, type PolicyStatement } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Settings } from '../settings.ts';
import { demandsValue, restrictsCaller } from './policy-conditions.ts';
import { Policy } from './policy.ts';
import { accountIn, strangersAmong } from './receivers.ts';

/** A policy where a call may carry one. The empty text takes the policy away. */
export const OptionalPolicy = z.union([z.literal('').transform(() => undefined), Policy]).nullish();

/** Keys of single services, in lower case, that say who asks, or that a statement is for a mount in the own network. */
const RESTRICTING_KEYS_OF_SERVICES = new Set([
  'aws:sourceowner',
  'elasticfilesystem:accesspointarn',
  'elasticfilesystem:accessedviamounttarget',
  'kms:calleraccount',
  'kms:viaservice',
]);

/** Whether the policy of a queue, a key or the like lets everybody in. Everybody but somebody is everybody. */
export function opensToEverybody({ statements }: PolicyDocument): boolean {
  return statements.some((statement) => allowsEverybody(statement) && !isRestricted(statement));
}

/** The accounts that are not ours which the policy lets in, whether as principals or by a condition on everybody. */
export function strangersIn(policy: PolicyDocument, home: string, settings: Settings): readonly string[] {
  return strangersAmong(policy.statements.flatMap(accountsLetIn), home, settings);
}

/** The accounts one statement lets in; none when it denies. */
export function accountsLetIn(statement: PolicyStatement): readonly string[] {
  if (statement.effect !== 'Allow') {
    return [];
  }
  const named = statement.principals.map(({ id }) => id);
  const demanded = allowsEverybody(statement) ? callersDemanded(statement) : [];
  return [...named, ...demanded].flatMap((principal) => accountIn(principal) ?? []);
}

function allowsEverybody({ effect, principals, notPrincipals }: PolicyStatement): boolean {
  return effect === 'Allow' && (notPrincipals.length > 0 || principals.some(isEverybody));
}

function isEverybody({ type, id }: PolicyStatement['principals'][number]): boolean {
  return type === 'AWS' && id === '*';
}

function isRestricted({ conditions }: PolicyStatement): boolean {
  return (
    restrictsCaller(conditions) ||
    conditions.some(
      ({ operator, key, values }) =>
        RESTRICTING_KEYS_OF_SERVICES.has(key.toLowerCase()) &&
        (demandsValue({ operator, values }) || (/^Bool$/i.test(operator) && values.every((value) => value === 'true'))),
    )
  );
}

const CALLER_KEYS = new Set(['aws:principalaccount', 'aws:principalarn', 'kms:calleraccount']);

function callersDemanded({ conditions }: PolicyStatement): readonly string[] {
  return conditions
    .filter(({ operator, key, values }) => CALLER_KEYS.has(key.toLowerCase()) && demandsValue({ operator, values }))
    .flatMap(({ values }) => values);
}
