import { isIP } from 'node:net';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() => z.object({ sourceIPAddress: Name.nullish() }));
type Reads = z.infer<typeof Reads>;

/** What whoever took credentials off a machine tries first. */
const LOOKING_AROUND = [
  'DescribeInstances',
  'GetAccountAuthorizationDetails',
  'GetCallerIdentity',
  'ListAttachedRolePolicies',
  'ListBuckets',
  'ListRoles',
  'ListSecrets',
  'ListUsers',
];

/** Networks behind which a machine calls through an endpoint of its own: that is no other place. */
const PRIVATE = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/;

/**
 * The credentials of one machine were used from two public addresses in a day: its own, and whoever's took them.
 *
 * A machine has one way out to the internet. Calls it makes inside the network, through an endpoint, come from a private address
 * and are not counted; nor are those of AWS on its behalf.
 */
export const instanceCredentialsUsedOutsideAws = defineDetection({
  id: 'instance-credentials-used-outside-aws',
  title: "A machine's credentials used from two places",
  severity: 'high',
  why: 'Credentials of a machine work anywhere. Whoever reads them from its metadata, through a hole in a program, uses them from their own computer.',
  falsePositives: [
    'Several gateways share the way out of a subnet, or it was changed during the day. Leave this detection off there.',
    'The public address of the machine was changed.',
  ],
  runbook: [
    'See which of the addresses is the gateway or the machine; the other one is who took the credentials.',
    'Revoke the sessions of the role: IAM, role, revoke active sessions. Then stop the machine, and keep its disk.',
    'List what was called from the other address: CloudTrail, by session name and source address.',
    'Require IMDSv2 on the machine, and look for the hole in what it serves.',
  ],
  techniques: ['T1552.005', 'T1078.004'],
  pattern: ({ optIn }) =>
    optIn.includes('instance-credentials-used-outside-aws')
      ? apiCalls({
          eventSource: [
            'ec2.amazonaws.com',
            'iam.amazonaws.com',
            's3.amazonaws.com',
            'secretsmanager.amazonaws.com',
            'sts.amazonaws.com',
          ],
          eventNames: LOOKING_AROUND,
          detail: { userIdentity: { type: ['AssumedRole'], principalId: [{ wildcard: '*:i-*' }] } },
        })
      : undefined,
  reads: Reads,
  matches: (call) => placeOf(call) !== undefined,
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 2, windowMinutes: 24 * 60, counted: 'addresses' },
      key: ({ actor, account }) => [account, actor.principalArn ?? actor.name, actor.session ?? ''],
      values: (call) => [placeOf(call) ?? ''],
      begins: ({ actor }) => `the credentials of the machine ${actor.session ?? '(not named)'} were used from`,
    },
  ],
  subject: ({ actor }) => actor.session ?? actor.name,
  summarize: ({ actor }) => `the credentials of the machine ${actor.session ?? '(not named)'} were used`,
});

/** The public address a call came from. */
function placeOf({ sourceIPAddress }: Call<Reads>): string | undefined {
  const address = sourceIPAddress ?? '';
  return isIP(address) !== 0 && !PRIVATE.test(address) ? address : undefined;
}
