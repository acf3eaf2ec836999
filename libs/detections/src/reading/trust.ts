import { type PolicyDocument, type PolicyStatement } from '@trailbell/cloudtrail-types';
import { type Settings } from '../settings.ts';
import { covers } from './covers.ts';
import { isLetIn } from './own-accounts.ts';
import { demandsValue, restrictsCaller } from './policy-conditions.ts';
import { accountsLetIn } from './resource-policy.ts';
import { brief } from './text.ts';

/** Somebody outside the team's accounts whom a role's trust policy lets in. */
export interface Outsider {
  /** Whether that is anybody at all who asks. */
  readonly isEverybody: boolean;
  /** `everybody`, `the account 444455556666`, `every repository of token.actions.githubusercontent.com`. */
  readonly described: string;
}

/** The calls by which one becomes a role. */
const ASSUMING = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'] as const;

/** Whom a trust policy lets in from outside, each once. */
export function outsidersIn({ statements }: PolicyDocument, home: string, settings: Settings): readonly Outsider[] {
  const outsiders = statements
    .filter(letsSomebodyIn)
    .flatMap((statement) => outsidersOf(statement, (account) => isLetIn(account, home, settings)));
  return [...new Map(outsiders.map((outsider) => [outsider.described, outsider])).values()];
}

function letsSomebodyIn({ effect, actions, notActions }: PolicyStatement): boolean {
  const assumes = ASSUMING.some((call) => actions.some((action) => covers(action, call)));
  return effect === 'Allow' && (assumes || notActions.length > 0);
}

function outsidersOf(statement: PolicyStatement, isOurs: (account: string) => boolean): readonly Outsider[] {
  const strangers = accountsLetIn(statement).filter((account) => !isOurs(account));
  return [
    ...everybodyIn(statement),
    ...strangers.map((account) => ({ isEverybody: false, described: `the account ${account}` })),
    ...statement.principals
      .filter(({ type }) => type === 'Federated')
      .flatMap(({ id }) => openProvider(id, statement.conditions) ?? []),
  ];
}

function everybodyIn({ principals, notPrincipals, conditions }: PolicyStatement): readonly Outsider[] {
  if (restrictsCaller(conditions)) {
    return [];
  }
  if (notPrincipals.length > 0) {
    return [{ isEverybody: true, described: 'everybody but a few' }];
  }
  const isOpen = principals.some(({ type, id }) => type === 'AWS' && id === '*');
  return isOpen ? [{ isEverybody: true, described: 'everybody' }] : [];
}

/**
 * Providers that everybody has an account with, and the claims of which at least one has to be asked for: without it, whoever has a token of
 * theirs gets in.
 */
const SHARED_PROVIDERS: readonly (readonly [provider: RegExp, claims: RegExp])[] = [
  [
    /token\.actions\.githubusercontent\.com|\bgitlab\.com|\bapp\.terraform\.io|\boidc\.circleci\.com/,
    /:(sub|repository(_owner)?(_id)?|job_workflow_ref|namespace_(id|path)|project_(id|path)|terraform_organization_(id|name))$/,
  ],
  [
    /^(accounts\.google\.com|www\.amazon\.com|graph\.facebook\.com|cognito-identity\.amazonaws\.com)$/,
    /:(aud|sub|app_id|oaud)$/,
  ],
];

function openProvider(id: string, conditions: PolicyStatement['conditions']): Outsider | undefined {
  const shared = SHARED_PROVIDERS.find(([provider]) => provider.test(id));
  if (!shared) {
    return undefined;
  }
  const [, claims] = shared;
  const asks = conditions.some(
    ({ key, ...demand }) => claims.test(key.toLowerCase()) && demandsValue(demand) && !demand.values.some(isOpenClaim),
  );
  return asks
    ? undefined
    : { isEverybody: true, described: `everybody with an account of ${brief(id.split('/').at(-1) ?? id)}` };
}

/** `repo:*`, and `repo:example*`: repositories of owners anybody may become. */
function isOpenClaim(value: string): boolean {
  return /^[a-z_]+:[*?]/i.test(value) || /^(repo|project_path):[^/]*[*?]/i.test(value);
}
