import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { describeAccounts } from '../reading/receivers.ts';
import { ResourceShareCall, strangersIn } from '../reading/resource-share.ts';

/**
 * Something was shared with an account that is not ours, or may be from now on.
 *
 * Sharing within the organisation is how networks are built and does not ring; AWS says of each principal whether it is outside.
 */
export const ramExternalShare = defineDetection({
  id: 'ram-external-share',
  title: 'Resources shared outside by Resource Access Manager',
  severity: 'high',
  why: 'Whoever it is shared with uses it as their own: a subnet, a gateway, a database cluster to copy.',
  falsePositives: [
    'Something is shared with another account of the company. Add it to `ownAccounts` in the settings.',
    'Something is shared with a partner by agreement. Suppress it by its share.',
  ],
  runbook: [
    'Take the account out of the share: an invitation that was not accepted yet is void then.',
    'Ask whoever called whose account that is. If they do not know, disable their credentials.',
    'Look at what was shared for what its guest did with it.',
    'Forbid sharing outside the organisation by a service control policy.',
  ],
  techniques: ['T1537'],
  pattern: apiCalls({
    eventSource: 'ram.amazonaws.com',
    eventNames: ['AssociateResourceShare', 'CreateResourceShare', 'UpdateResourceShare'],
    detail: SUCCEEDED,
  }),
  reads: ResourceShareCall,
  matches: (call, settings) => opensUp(call) || strangersIn(call, settings).length > 0,
  severityOf: (call) => (opensUp(call) ? 'medium' : 'high'),
  subject: ({ requestParameters: { resourceShareArn, name }, account }) =>
    resourceShareArn?.split(':').at(-1) ?? name ?? `resource shares of ${account}`,
  summarize: (call, settings) =>
    opensUp(call)
      ? `${call.who} let ${describeShare(call)} be shared with accounts outside the organisation`
      : `${call.who} shared ${describeResources(call)} with ${describeAccounts(strangersIn(call, settings))}`,
});

/** An update shares with nobody yet. A share is made open without being told to be. */
function opensUp({ eventName, requestParameters }: Call<ResourceShareCall>): boolean {
  return eventName === 'UpdateResourceShare' && requestParameters.allowExternalPrincipals === true;
}

function describeShare({ requestParameters: { name, resourceShareArn } }: Call<ResourceShareCall>): string {
  return `the resource share ${name ?? resourceShareArn?.split('/').at(-1) ?? '(not named)'}`;
}

/** `subnet/subnet-0a1b`, by the last part of the ARN; the share where the call names no resource. */
function describeResources(call: Call<ResourceShareCall>): string {
  const resources = (call.requestParameters.resourceArns ?? []).map((arn) => arn.split(':').slice(5).join(':'));
  const [first] = resources;
  if (first === undefined) {
    return describeShare(call);
  }
  return resources.length === 1 ? first : `${first} and ${resources.length - 1} more`;
}
