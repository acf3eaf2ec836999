import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED } from '../patterns.ts';
import { calledObjectOf } from '../reading/called-object.ts';

/** Access keys and MFA: whoever creates or removes one, root's is told as root's. */
const TOLD_ELSEWHERE = ['CreateAccessKey', 'DeactivateMFADevice', 'DeleteVirtualMFADevice'];
const READING = /^(BatchGet|Describe|Get|Head|List|Lookup|Search|View)/;

/**
 * Root changed something, whichever service it belongs to.
 *
 * Left out is what AWS does in root's name: service-linked roles that the
 * console creates on the way, calls of AWS's own (`invokedBy`), and the short sessions of sts:AssumeRoot, where the
 * alert is about whoever assumed root.
 */
export const rootActivity = defineDetection({
  id: 'root-activity',
  title: 'Root changed something',
  severity: 'high',
  why: 'No policy limits root, and daily work never needs it. A change by root is one of the few things only root can do, or somebody who should not be root.',
  falsePositives: [
    'Somebody does one of the few things only root can do, such as closing the account or changing its support plan.',
    'A new account is set up with root, before it has any other user.',
  ],
  runbook: [
    'Ask those who hold the root credentials whether one of them did this, from this address.',
    "If nobody did, reset root's password and MFA from its e-mail address, and delete its access keys.",
    'Go through everything root did that day, in every region, and undo what nobody can explain.',
    'If it was one of you, do the same thing with a role next time, and lock root away again.',
  ],
  techniques: ['T1078.004'],
  controls: ['CIS 4.3', 'CloudWatch.1'],
  pattern: {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: [{ exists: true }],
      eventName: [{ 'anything-but': [...TOLD_ELSEWHERE, 'CreateServiceLinkedRole'] }],
      // Records of before 2020 do not say.
      readOnly: [false, { exists: false }],
      userIdentity: {
        type: ['Root'],
        // Older services write the console here, of a person's own clicks.
        invokedBy: [{ exists: false }, 'signin.amazonaws.com'],
        sessionContext: { assumedRoot: [{ exists: false }] },
      },
      ...SUCCEEDED,
    },
  },
  reads: z.object({ eventSource: z.string(), readOnly: z.boolean().nullish(), requestParameters: z.unknown() }),
  matches: ({ eventName, readOnly }) => readOnly === false || !READING.test(eventName),
  subject: ({ account }) => `root of ${account}`,
  summarize({ eventName, eventSource, requestParameters }) {
    const object = calledObjectOf(requestParameters);
    const service = eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '');
    return `root called ${service}:${eventName}${object === undefined ? '' : ` on ${object}`}`;
  },
});
