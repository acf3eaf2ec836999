import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { policyNameOf } from '../reading/managed-policy.ts';
import { Name } from '../reading/text.ts';
import { type Severity } from '../severity.ts';

interface Task {
  readonly severity: Severity;
  /** To follow `became root of … to `. */
  readonly purpose: string;
}

/** The five things such a session may do, by the policy it names. */
const TASKS: Readonly<Record<string, Task>> = {
  IAMAuditRootUserCredentials: { severity: 'low', purpose: 'look at its credentials' },
  IAMCreateRootUserPassword: { severity: 'high', purpose: 'let its password be set anew' },
  IAMDeleteRootUserCredentials: { severity: 'medium', purpose: 'delete its credentials' },
  S3UnlockBucketPolicy: { severity: 'high', purpose: 'delete the policy of a bucket' },
  SQSUnlockQueuePolicy: { severity: 'high', purpose: 'delete the policy of a queue' },
};

/** Switches of the whole organisation, in IAM. */
const SWITCHES: Readonly<Record<string, string>> = {
  EnableOrganizationsRootCredentialsManagement: 'allowed root credentials of member accounts to be managed centrally',
  EnableOrganizationsRootSessions: 'allowed root sessions in member accounts',
};

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({ targetPrincipal: Name.nullish(), taskPolicyArn: z.object({ arn: Name.nullish() }).nullish() })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * Somebody in the management account became root of a member account, for a quarter of an hour, or made that possible.
 *
 * The session may do one of five things, which its policy names. Looking is a digest line; taking a bucket's or a queue's policy
 * away opens what the member account had locked, and setting a password gives root away.
 */
export const assumeRoot = defineDetection({
  id: 'assume-root',
  title: 'Root of a member account assumed',
  severity: 'high',
  why: 'Root of a member account gets past every policy of that account: it can unlock its buckets and queues, and let its password be set anew.',
  falsePositives: [
    'The platform team deletes or audits root credentials of member accounts, as AWS recommends.',
    'A bucket or queue whose policy locked everybody out is opened again. Its owners asked for it.',
  ],
  runbook: [
    'Ask whoever called which task it was for, and the owners of the account whether they asked for it.',
    'In the member account, look for what root did in these 15 minutes, with the access key that the answer to the call names.',
    'If nobody asked for it, disable the credentials of whoever called and switch root sessions off.',
    'Allow sts:AssumeRoot to one role only, by a service control policy.',
  ],
  techniques: ['T1078.004', 'T1098'],
  pattern: apiCalls({
    eventSource: ['iam.amazonaws.com', 'sts.amazonaws.com'],
    eventNames: ['AssumeRoot', ...Object.keys(SWITCHES)],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: (call) => (call.eventName in SWITCHES ? 'medium' : (taskOf(call)?.severity ?? 'high')),
  subject: (call) => (call.eventName in SWITCHES ? 'root of the organisation' : `root of ${targetOf(call)}`),
  summarize(call) {
    const purpose = taskOf(call)?.purpose;
    return (
      `${call.who} ` +
      (SWITCHES[call.eventName] ??
        `became root of the account ${targetOf(call)}${purpose === undefined ? '' : ` to ${purpose}`}`)
    );
  },
});

function taskOf({ requestParameters }: Call<Reads>): Task | undefined {
  return TASKS[policyNameOf(requestParameters?.taskPolicyArn?.arn ?? '')];
}

/** An account, or the ARN of its root. */
function targetOf({ requestParameters }: Call<Reads>): string {
  const target = requestParameters?.targetPrincipal ?? 'unknown';
  return /\b\d{12}\b/.exec(target)?.[0] ?? target;
}
