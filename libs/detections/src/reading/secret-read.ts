import * as z from 'zod'; // not { z }: that bundles every locale
import { Flag } from './flag.ts';
import { Name } from './text.ts';

const Filter = z.lazy(() => z.object({ key: z.string().nullish(), values: z.array(z.string()).nullish() }));

/** What a call that reads secrets asks for: Secrets Manager by id, by a list of them or by filters; SSM by name or by path. */
export const SecretRead = z.lazy(() =>
  z.object({
    secretId: Name.nullish(),
    secretIdList: z.array(Name).nullish(),
    filters: z.array(Filter).nullish(),
    name: Name.nullish(),
    names: z.array(Name).nullish(),
    path: Name.nullish(),
    recursive: Flag,
    withDecryption: Flag,
  }),
);
export type SecretRead = z.infer<typeof SecretRead>;

/** The secrets a call names; what is asked for by path or filter is one. */
export function secretsIn({ secretId, secretIdList, name, names, path, filters }: SecretRead): readonly string[] {
  return [
    ...[secretId, name].flatMap((one) => one ?? []),
    ...(secretIdList ?? []),
    ...(names ?? []),
    ...(path ? [`everything under ${path}`] : []),
    ...(filters ?? []).map(({ key, values }) => `all whose ${key ?? 'text'} is ${(values ?? []).join(' or ')}`),
  ].map(shortNameOf);
}

/** Whether a call asks for every secret there is: by no more than a filter of what they are not, or below the root. */
export function asksForAll({ filters, secretIdList, path, recursive }: SecretRead): boolean {
  const isEveryFilter = (filters ?? []).every(({ values }) => (values ?? []).every((value) => value.startsWith('!')));
  return path === '/' ? recursive === true : filters != null && secretIdList == null && isEveryFilter;
}

/** Without the part of its ARN that is the same for all. */
function shortNameOf(secret: string): string {
  return (
    /^arn:[^:]+:(?:secretsmanager|ssm):[^:]*:[^:]*:(?:secret:|parameter)(?<name>.+)$/.exec(secret)?.groups?.name ??
    secret
  );
}
