import { type PolicyStatement } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { listed } from '../reading/lists.ts';
import { deliversAccessLogs } from '../reading/log-delivery.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { Policy } from '../reading/policy.ts';
import { describeAccounts, strangersAmong } from '../reading/receivers.ts';
import { accountsLetIn, addressesLetIn, foreignOrganizationsIn } from '../reading/resource-policy.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({ requestParameters: z.object({ bucketName: Name.nullish(), bucketPolicy: Policy }) }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A bucket's policy lets in an account that is not ours.
 *
 * Told apart from a bucket for everybody (s3-public-access): here nothing looks public, no block stops it, and the data
 * leaves for one account that somebody chose. A canonical user is an account under another name, which nobody can look up.
 * Everybody at one address is nobody in particular, signed in or not, and S3 does not call it public either.
 */
export const s3PolicyExternalAccount = defineDetection({
  id: 's3-policy-external-account',
  title: "Bucket policy lets in somebody else's account",
  severity: 'high',
  why: 'That account can now read or write the bucket whenever it likes, and the blocks of public access do not stop it. It is the quiet way to carry a bucket off.',
  falsePositives: [
    'Another account of the company. Add it to `ownAccounts` in the settings.',
    'A vendor was given the bucket on purpose, for example to deliver logs. Suppress it by the bucket.',
  ],
  runbook: [
    'Put back the earlier policy, and read what the new one allows.',
    'Ask whoever called whose account that is. If they do not know, disable their credentials.',
    'Look in data events or access logs for what that account read since.',
    'Look for other bucket policies the same principal changed.',
  ],
  techniques: ['T1537'],
  controls: ['CIS 4.8', 'S3.6'],
  pattern: apiCalls({ eventSource: 's3.amazonaws.com', eventNames: ['PutBucketPolicy'], detail: SUCCEEDED }),
  reads: Reads,
  matches: (call, settings) => receiversIn(call, settings).length > 0,
  // A stack that is deployed lets in who was reviewed: a line in the digest.
  services: 'told',
  severityOf: severityBy,
  subject: ({ requestParameters: { bucketName } }) => `the bucket ${bucketName ?? '(not named)'}`,
  summarize(call, settings) {
    const bucket = `the bucket ${call.requestParameters.bucketName ?? '(not named)'}`;
    return `${call.who} let ${listed(receiversIn(call, settings))} into ${bucket}`;
  },
});

function severityBy(call: Call<Reads>, settings: Settings): Severity {
  if (isOrdinaryChange(call, settings)) {
    return 'low';
  }
  return isUnknownIn(call, settings) ? 'high' : 'medium';
}

function receiversIn(call: Call<Reads>, settings: Settings): readonly string[] {
  const accounts = strangersIn(call, settings);
  return [
    ...(accounts.length > 0 ? [describeAccounts(accounts)] : []),
    ...organizationsIn(call, settings).map((id) => `the organisation ${id}`),
    ...canonicalUsersIn(call).map((id) => `the canonical user ${id.slice(0, 12)}`),
    ...addressesLetIn(call.requestParameters.bucketPolicy).map((address) => `everybody at ${address}`),
  ];
}

function strangersIn(call: Call<Reads>, settings: Settings): readonly string[] {
  return strangersAmong(grantsIn(call).flatMap(accountsLetIn), call.account, settings);
}

function organizationsIn(call: Call<Reads>, settings: Settings): readonly string[] {
  return foreignOrganizationsIn(call.requestParameters.bucketPolicy, settings);
}

function canonicalUsersIn(call: Call<Reads>): readonly string[] {
  return grantsIn(call)
    .flatMap(({ principals }) => principals)
    .filter(({ type }) => type === 'CanonicalUser')
    .map(({ id }) => id);
}

function grantsIn({ requestParameters: { bucketPolicy } }: Call<Reads>): readonly PolicyStatement[] {
  return bucketPolicy.statements.filter((statement) => statement.effect === 'Allow' && !deliversAccessLogs(statement));
}

/** Whether one of them is nobody the settings know: more than a vendor, or an address, which may be an office. */
function isUnknownIn(call: Call<Reads>, settings: Settings): boolean {
  const unknown = strangersIn(call, settings).filter((account) => !settings.trustedAccounts.includes(account));
  return [...unknown, ...organizationsIn(call, settings), ...canonicalUsersIn(call)].length > 0;
}
