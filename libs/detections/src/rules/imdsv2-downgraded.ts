import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { settingChanges } from '../reading/changes.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { ec2Request } from '../reading/ec2-request.ts';
import { listed } from '../reading/lists.ts';
import { Name } from '../reading/text.ts';
import { WholeNumber } from '../reading/whole-number.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: ec2Request(
      z
        .object({
          instanceId: Name.nullish(),
          httpTokens: z.string().nullish(),
          httpPutResponseHopLimit: WholeNumber,
        })
        .nullish(),
    ),
  }),
);
type Reads = z.infer<typeof Reads>;

/** One hop is the machine itself, two are a container on it. */
const FARTHEST_CONTAINER = 2;

/** A machine, or every new one of the region, gives out its role's credentials without asking for a token, or farther away. */
export const imdsv2Downgraded = defineDetection({
  id: 'imdsv2-downgraded',
  title: "Protection of a machine's credentials lowered (IMDSv2)",
  severity: 'medium',
  why: 'Without tokens, any flaw that makes a web server fetch an address hands out the credentials of its role. It is how some of the largest leaks began.',
  falsePositives: [
    'Old software on the machine cannot ask for tokens. Update it, and suppress the machine until then.',
  ],
  runbook: [
    'Require tokens again: `aws ec2 modify-instance-metadata-options --http-tokens required`.',
    'Ask whoever called why. If they did not, disable their credentials.',
    "Look for calls with the role's credentials from addresses other than the machine's.",
    'Look in the web server logs for requests that hold 169.254.169.254.',
  ],
  techniques: ['T1552.005'],
  controls: ['EC2.8'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['ModifyInstanceMetadataDefaults', 'ModifyInstanceMetadataOptions'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => losesTokens(call) || reachesFar(call),
  severityOf: (call, settings) => (losesTokens(call) && !isDeployRole(call.actor, settings) ? 'medium' : 'low'),
  subject: targetOf,
  changes: ({ requestParameters }) => {
    const { httpTokens, httpPutResponseHopLimit } = requestParameters ?? {};
    return settingChanges({ httpTokens, httpPutResponseHopLimit });
  },
  summarize(call) {
    const losses = [
      ...(losesTokens(call) ? ['without a token'] : []),
      ...(reachesFar(call) ? [`${call.requestParameters?.httpPutResponseHopLimit ?? 0} hops away`] : []),
    ];
    return `${call.who} let ${targetOf(call)} give out credentials ${listed(losses)}`;
  },
});

function losesTokens({ requestParameters }: Call<Reads>): boolean {
  return requestParameters?.httpTokens === 'optional';
}

function reachesFar({ requestParameters }: Call<Reads>): boolean {
  return (requestParameters?.httpPutResponseHopLimit ?? 0) > FARTHEST_CONTAINER;
}

function targetOf({ eventName, requestParameters, account, region }: Call<Reads>): string {
  return eventName === 'ModifyInstanceMetadataDefaults'
    ? `new machines of ${account} in ${region}`
    : (requestParameters?.instanceId ?? '(not named)');
}
