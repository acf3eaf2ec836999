import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { ClusterChange, lossesIn } from '../reading/cluster-change.ts';
import { listed } from '../reading/lists.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';

/**
 * A Kubernetes cluster logs less of what is asked of it, or its API can be reached from everywhere.
 *
 * An open API still asks who calls, and is how EKS makes clusters, so it weighs less than a log that is gone. Logs for the
 * cluster's operators, of the scheduler say, are told in the digest.
 */
export const eksAuditLoggingOrEndpointChanged = defineDetection({
  id: 'eks-audit-logging-or-endpoint-changed',
  title: 'EKS audit log turned off or API opened to the internet',
  severity: 'high',
  why: 'CloudTrail sees nothing of what happens inside a cluster: its audit log is the only record. An API open to all is found by scanners.',
  falsePositives: [
    'Logs of a test cluster are turned off for their cost.',
    'A team without a VPN opens the API. Have it name its networks instead.',
  ],
  runbook: [
    'Turn the logs on again, and let only known networks reach the API.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look in the cluster for new workloads, service accounts and role bindings since the call.',
    'Read what the same principal did in the hour before, access entries of the cluster included.',
  ],
  techniques: ['T1685.002', 'T1686.001'],
  controls: ['EKS.1', 'EKS.8'],
  pattern: apiCalls({ eventSource: 'eks.amazonaws.com', eventNames: ['UpdateClusterConfig'], detail: SUCCEEDED }),
  reads: z.object({ requestParameters: ClusterChange }),
  services: 'told',
  matches: ({ requestParameters }) => lossesIn(requestParameters).length > 0,
  severityOf(call, settings) {
    const [worst] = lossesIn(call.requestParameters);
    return isOrdinaryChange(call, settings) ? 'low' : (worst?.severity ?? 'high');
  },
  subject: ({ requestParameters: { name }, account }) => name ?? `clusters of ${account}`,
  summarize({ who, requestParameters }) {
    const did = lossesIn(requestParameters).map((loss) => loss.did);
    return `${who} ${listed(did)} of the cluster ${requestParameters.name ?? '(not named)'}`;
  },
});
