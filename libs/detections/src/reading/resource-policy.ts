import { type PolicyDocument, type PolicyStatement } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Settings } from '../settings.ts';
import { demandsValue, restrictsCaller } from './policy-conditions.ts';
import { Policy } from './policy.ts';
import { accountIn, foreignAmong, strangersAmong } from './receivers.ts';

/** A policy where a call may carry one. The empty text takes the policy away. */
export const OptionalPolicy = z.lazy(() => z.union([z.literal('').transform(() => undefined), Policy]).nullish());

/** Keys of single services, in lower case, that say who asks, or that a statement is for a mount in the own network. */
const RESTRICTING_KEYS_OF_SERVICES = new Set([
  'aws:sourceowner',
  'elasticfilesystem:accesspointarn',
  'elasticfilesystem:accessedviamounttarget',
  'kms:calleraccount',
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
const ORGANIZATION_KEYS = new Set(['aws:principalorgid', 'aws:principalorgpaths']);

function callersDemanded(statement: PolicyStatement): readonly string[] {
  return valuesDemanded(statement, CALLER_KEYS);
}

/** What a statement demands of the caller by one of these keys. */
function valuesDemanded({ conditions }: PolicyStatement, keys: ReadonlySet<string>): readonly string[] {
  return conditions
    .filter(({ operator, key, values }) => keys.has(key.toLowerCase()) && demandsValue({ operator, values }))
    .flatMap(({ values }) => values);
}

/** The organisations that are not ours of which the policy lets in everybody. */
export function foreignOrganizationsIn({ statements }: PolicyDocument, settings: Settings): readonly string[] {
  const demanded = statements
    .filter(allowsEverybody)
    .flatMap((statement) => valuesDemanded(statement, ORGANIZATION_KEYS));
  // Of a path, as `o-exampleorg/r-exam/ou-exam-ple1/`, the organisation comes first.
  return foreignAmong(
    demanded.flatMap((value) => value.split('/')[0] ?? []),
    settings,
  );
}

/** The addresses from which the policy lets in everybody, signed in or not: all that it demands is to come from there. */
export function addressesLetIn({ statements }: PolicyDocument): readonly string[] {
  return statements
    .filter((statement) => allowsEverybody(statement) && !isRestricted(withoutAddresses(statement)))
    .flatMap((statement) => valuesDemanded(statement, new Set([ADDRESS_KEY])));
}

const ADDRESS_KEY = 'aws:sourceip';

function withoutAddresses(statement: PolicyStatement): PolicyStatement {
  return { ...statement, conditions: statement.conditions.filter(({ key }) => key.toLowerCase() !== ADDRESS_KEY) };
}
