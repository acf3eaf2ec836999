import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { items, listed } from '../reading/lists.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      snapshotId: Name,
      // Absent when another attribute is changed.
      createVolumePermission: z
        .object({ add: items(z.object({ userId: Name.nullish(), group: z.string().nullish() })) })
        .nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/** A snapshot of a disk was shared with an account that is not ours, or with everybody. */
export const ebsSnapshotShared = defineDetection({
  id: 'ebs-snapshot-shared',
  title: 'EBS snapshot shared outside',
  severity: 'high',
  why: 'Whoever it is shared with can copy the whole disk into their own account, where nobody sees what they do with it.',
  falsePositives: [
    'Backups or images are shared with another account of the company. Add it to `ownAccounts` in the settings.',
  ],
  runbook: [
    'Take the permission back: the copy may not have been made yet.',
    'Find out what is on the disk, and treat it as read: change the secrets on it.',
    'Ask whoever called whose account that is. If they do not know, disable their credentials.',
    'Look for other snapshots and images the same principal shared.',
  ],
  techniques: ['T1537'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: ['ModifySnapshotAttribute'], detail: SUCCEEDED }),
  reads: Reads,
  matches: (call, settings) => isPublic(call) || strangersIn(call, settings).length > 0,
  severityOf: (call) => (isPublic(call) ? 'critical' : 'high'),
  subject: ({ requestParameters: { snapshotId } }) => snapshotId,
  summarize(call, settings) {
    const receivers = isPublic(call) ? 'everybody' : `the account ${listed(strangersIn(call, settings))}`;
    return `${call.who} shared the snapshot ${call.requestParameters.snapshotId} with ${receivers}`;
  },
});

function addedBy({ requestParameters: { createVolumePermission } }: Call<Reads>) {
  return createVolumePermission?.add ?? [];
}

function isPublic(call: Call<Reads>): boolean {
  return addedBy(call).some(({ group }) => group === 'all');
}

function strangersIn(call: Call<Reads>, { ownAccounts }: Settings): readonly string[] {
  const own = new Set([...ownAccounts, call.account]);
  return addedBy(call).flatMap(({ userId }) => (userId && !own.has(userId) ? [userId] : []));
}
