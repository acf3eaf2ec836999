import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED } from '../patterns.ts';

/**
 * An IAM call whose parameters CloudTrail left out, because they were too long.
 *
 * IAM does not count blanks in a policy, and CloudTrail does: a policy padded to more than 100 KB is applied, and no log says what it
 * allows. Only the metadata of a SAML provider is ever that long of itself.
 */
export const iamOversizedRequest = defineDetection({
  id: 'iam-oversized-request',
  title: 'IAM request too large for the log',
  severity: 'high',
  why: 'Nobody writes a policy of 100 KB by accident. Padding it keeps what it allows out of every log, so nothing else here can judge it.',
  falsePositives: ['A tool writes policies with much blank space. IAM keeps at most 10 KB of a policy without it.'],
  runbook: [
    'Look up in IAM what was changed at that moment: the answer to the call, or the newest policies and roles.',
    'Read the policy that is in force there, and treat it as an intruder wrote it until somebody explains it.',
    'If nobody can, take it away, and disable the credentials of whoever called.',
    'Read what the caller did in the hour before, and what whoever got the rights did since.',
  ],
  techniques: ['T1685.002', 'T1098.003'],
  pattern: {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: ['iam.amazonaws.com'],
      eventName: [{ 'anything-but': ['CreateSAMLProvider', 'UpdateSAMLProvider'] }],
      requestParameters: { omitted: [true, 'true'] },
      ...SUCCEEDED,
    },
  },
  reads: z.object({ requestParameters: z.object({ originalSize: z.union([z.number(), z.string()]).nullish() }) }),
  subject: ({ actor }) => actor.principalArn ?? actor.name,
  summarize({ who, eventName, requestParameters: { originalSize } }) {
    const size = Number(originalSize ?? Number.NaN);
    const length = Number.isFinite(size) ? ` (${Math.round(size / 1_000)} KB)` : '';
    return `${who} called ${eventName} of IAM with parameters too long for the log${length}`;
  },
});
