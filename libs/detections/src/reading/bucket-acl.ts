import * as z from 'zod'; // not { z }: that bundles every locale
import { oneOrMany } from './lists.ts';

const Grant = z.lazy(() =>
  z.object({
    Grantee: z.object({ URI: z.string().nullish() }).nullish(),
    Permission: z.string().nullish(),
  }),
);

const AccessControlPolicy = z.lazy(() =>
  z.object({
    AccessControlList: z.union([z.object({ Grant: oneOrMany(Grant).nullish() }), z.literal('')]).nullish(),
  }),
);

const PUBLIC_CANNED_ACL = /^(public-read|public-read-write|authenticated-read)$/;
const PUBLIC_GROUP = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
const PUBLIC_GROUP_IN_HEADER = /\/groups\/global\/(AllUsers|AuthenticatedUsers)\b/;

/** A grant as the caller sent it: the body of the call, or headers, which stand beside it or in a list of their own. */
export const BucketAcl = z.looseObject({
  AccessControlPolicy: z.union([AccessControlPolicy, z.literal('')]).nullish(),
  accessControlList: z.record(z.string(), z.unknown()).nullish(),
});
export type BucketAcl = z.infer<typeof BucketAcl>;

/** Whether the ACL lets everybody in; `AuthenticatedUsers` is everybody with an AWS account of their own. */
export function grantsEverybody(acl: BucketAcl): boolean {
  const headers = [...Object.entries(acl), ...Object.entries(acl.accessControlList ?? {})];
  return (
    headers.some(([name, value]) => isPublicHeader(name.toLowerCase(), value)) || grantsIn(acl).some(isPublicGrant)
  );
}

function grantsIn({ AccessControlPolicy: policy }: BucketAcl): readonly z.infer<typeof Grant>[] {
  const list = policy ? policy.AccessControlList : undefined;
  return (list ? list.Grant : undefined) ?? [];
}

function isPublicGrant({ Grantee }: z.infer<typeof Grant>): boolean {
  return PUBLIC_GROUP.test(Grantee?.URI ?? '');
}

/** A header is a text, or a list of one. */
function isPublicHeader(name: string, value: unknown): boolean {
  const texts = [value].flat().filter((text) => typeof text === 'string');
  if (name === 'x-amz-acl') {
    return texts.some((text) => PUBLIC_CANNED_ACL.test(text));
  }
  return name.startsWith('x-amz-grant-') && texts.some((text) => PUBLIC_GROUP_IN_HEADER.test(text));
}
