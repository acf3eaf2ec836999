import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';

const Reads = z.lazy(() => z.object({}));
type Reads = z.infer<typeof Reads>;

const BLOCKED: Readonly<Record<string, string>> = {
  DisableSnapshotBlockPublicAccess: 'disk snapshots',
  DisableImageBlockPublicAccess: 'machine images',
};

/** What keeps disk snapshots, or machine images, from being shared with everybody was turned off for a region. */
export const blockPublicAccessSnapshotsDisabled = defineDetection({
  id: 'block-public-access-snapshots-disabled',
  title: 'Block of public snapshots or images turned off',
  severity: 'high',
  why: 'From now on one call makes a disk or an image readable by anybody with an AWS account. Nobody needs this off, except to share one.',
  falsePositives: ['The company publishes images from an account that is made for it. Suppress it by that account.'],
  runbook: [
    'Turn the block on again: `aws ec2 enable-snapshot-block-public-access` or `enable-image-block-public-access`.',
    'Look for snapshots and images of this region that were made public since, and make them private.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials.',
    'Enforce the block with a declarative policy of the organisation.',
  ],
  techniques: ['T1685'],
  controls: ['EC2.182'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: Object.keys(BLOCKED), detail: SUCCEEDED }),
  reads: Reads,
  subject: (call) => `public ${whatIn(call)} of ${call.account} in ${call.region}`,
  summarize: (call) => `${call.who} turned off what keeps ${whatIn(call)} from being shared with everybody`,
});

function whatIn({ eventName }: Call<Reads>): string {
  return BLOCKED[eventName] ?? 'snapshots';
}
