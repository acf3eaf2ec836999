import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { openingChanges } from '../reading/changes.ts';
import { describePorts, exposesSensitivePort } from '../reading/exposed-ports.ts';
import { type Opening, IngressRequest, IngressResponse } from '../reading/ingress.ts';
import { coversInternet } from '../reading/internet.ts';

const Reads = z.lazy(() => z.object({ requestParameters: IngressRequest, responseElements: IngressResponse }));
type Reads = z.infer<typeof Reads>;

/**
 * A security group lets the whole internet reach a port to administer machines by, or a database.
 *
 * The port and the address range have to stand in the same permission, which a pattern cannot say of elements of an array.
 * Web ports are open to the internet by design and do not ring.
 */
export const securityGroupOpenToWorld = defineDetection({
  id: 'security-group-open-to-world',
  title: 'Security group opened to the internet',
  severity: 'high',
  why: 'Scanners find an open admin or database port within minutes and start guessing passwords.',
  falsePositives: ['A honeypot or a public bastion that is meant to be reachable. Suppress it by its group.'],
  runbook: [
    'Revoke the rule, or have whoever called name the addresses that need it.',
    'List what uses the group: network interfaces, instances, load balancers.',
    'Look in the flow logs and login records of those for connections since the change.',
    'If the actor does not recognise the call, disable their credentials.',
  ],
  techniques: ['T1686.001'],
  controls: ['CIS 4.10', 'CloudWatch.10'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => exposuresIn(call).length > 0,
  subject: ({ requestParameters: { group } }) => group,
  changes: (call) => openingChanges(exposuresIn(call), 'inbound rule'),
  summarize: (call) =>
    `${call.who} opened ${describePorts(exposuresIn(call))} of ${call.requestParameters.group} to the internet`,
});

function exposuresIn({ requestParameters, responseElements }: Call<Reads>): readonly Opening[] {
  return [...requestParameters.openings, ...responseElements.openings].filter(
    (opening) => coversInternet(opening.cidr) && exposesSensitivePort(opening),
  );
}
