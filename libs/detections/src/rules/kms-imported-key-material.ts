import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({ keyId: Name.nullish(), expirationModel: z.string().nullish(), validTo: Name.nullish() })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * Somebody brought key material of their own into KMS, or fetched what it takes to do so.
 *
 * Whoever holds the material can take it out again: what was encrypted with it is then theirs to give back. Fetching the
 * parameters is the step before and only goes to the digest.
 */
export const kmsImportedKeyMaterial = defineDetection({
  id: 'kms-imported-key-material',
  title: 'Key material brought into KMS from outside',
  severity: 'high',
  why: 'With a key of their own, extortionists encrypt your buckets and disks by AWS itself, and then delete the material. AWS has no copy of it.',
  falsePositives: [
    'The company makes its own keys, as a rule or for a regulator. Suppress it by the role that imports.',
  ],
  runbook: [
    'Ask whoever called where the material comes from, and whether the company keeps a copy.',
    'If they do not know of it, disable their credentials, and take the key out of every key policy and grant.',
    'Look for objects, disks and databases that were encrypted again with this key, and keep their earlier versions.',
    'Make sure that backups cannot be deleted by the same principal.',
  ],
  techniques: ['T1486'],
  pattern: apiCalls({
    eventSource: 'kms.amazonaws.com',
    eventNames: ['GetParametersForImport', 'ImportKeyMaterial'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf({ eventName, actor }, settings) {
    if (eventName === 'GetParametersForImport') {
      return 'low';
    }
    return isDeployRole(actor, settings) ? 'medium' : 'high';
  },
  subject: keyOf,
  summarize(call) {
    if (call.eventName === 'GetParametersForImport') {
      return `${call.who} prepared to bring material of their own into the key ${keyOf(call)}`;
    }
    const { expirationModel, validTo } = call.requestParameters ?? {};
    const end = expirationModel === 'KEY_MATERIAL_EXPIRES' ? `, which expires${validTo ? ` on ${validTo}` : ''}` : '';
    return `${call.who} brought material of their own into the key ${keyOf(call)}${end}`;
  },
});

function keyOf({ requestParameters }: Call<Reads>): string {
  return requestParameters?.keyId?.split('/').at(-1) ?? '(not named)';
}
