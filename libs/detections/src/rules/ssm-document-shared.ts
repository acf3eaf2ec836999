import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { describeAccounts, strangersAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({ name: Name.nullish(), documentType: Name.nullish(), accountIdsToAdd: z.array(Name).nullish() })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A document for Systems Manager, a script that machines run, was shared outside, or was written.
 *
 * Writing one is ordinary and goes to the digest; it is what to look for when a command has run.
 */
export const ssmDocumentShared = defineDetection({
  id: 'ssm-document-shared',
  title: 'Systems Manager document shared outside or written',
  severity: 'medium',
  why: 'Scripts hold host names, paths and only too often passwords, which others can now read. Whoever writes one can have it run as administrator on every machine.',
  falsePositives: [
    'A document is shared with another account of the company. Add it to `ownAccounts` in the settings.',
    'Administrators write documents for maintenance; those lines go to the digest.',
  ],
  runbook: [
    'Take the sharing back, and turn on the block of public sharing in the settings of Systems Manager.',
    'Read the document: what does it tell, and what does it do where it runs?',
    'Change every password or key that stands in it.',
    'Look for commands and associations that use the document.',
  ],
  techniques: ['T1651'],
  controls: ['SSM.4'],
  pattern: apiCalls({
    eventSource: 'ssm.amazonaws.com',
    eventNames: ['CreateDocument', 'ModifyDocumentPermission', 'UpdateDocument'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call, settings) => !isPermission(call) || isPublic(call) || strangersIn(call, settings).length > 0,
  severityOf(call) {
    if (!isPermission(call)) {
      return 'low';
    }
    return isPublic(call) ? 'high' : 'medium';
  },
  subject: documentOf,
  summarize(call, settings) {
    if (!isPermission(call)) {
      return `${call.who} ${call.eventName === 'CreateDocument' ? 'created' : 'changed'} the document ${documentOf(call)}`;
    }
    const receivers = isPublic(call) ? 'everybody' : describeAccounts(strangersIn(call, settings));
    return `${call.who} shared the document ${documentOf(call)} with ${receivers}`;
  },
});

function documentOf({ requestParameters }: Call<Reads>): string {
  return requestParameters?.name ?? '(not named)';
}

function isPermission({ eventName }: Call<Reads>): boolean {
  return eventName === 'ModifyDocumentPermission';
}

function receiversIn({ requestParameters }: Call<Reads>): readonly string[] {
  return requestParameters?.accountIdsToAdd ?? [];
}

function isPublic(call: Call<Reads>): boolean {
  return receiversIn(call).some((receiver) => receiver.toLowerCase() === 'all');
}

function strangersIn(call: Call<Reads>, settings: Settings): readonly string[] {
  return strangersAmong(receiversIn(call), call.account, settings);
}
