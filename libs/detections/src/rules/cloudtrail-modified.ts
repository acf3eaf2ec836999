import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { TrailChange, describeTrailChange, severityOfTrailChange } from '../reading/trail-change.ts';

/**
 * What a trail logs, or where to, was changed.
 *
 * A trail that logs less is as good as stopped, and draws less attention. Read is what the call asked for: a change that takes
 * something away is critical, one that adds is for the record.
 */
export const cloudtrailModified = defineDetection({
  id: 'cloudtrail-modified',
  title: 'CloudTrail trail or event selectors changed',
  severity: 'medium',
  why: 'A trail that logs less, or to somewhere else, hides what happens next as well as a stopped one, and fewer people notice.',
  falsePositives: [
    'The team that owns the trail changes it, by infrastructure code as a rule. The change request says so.',
    'A trail for data events alone leaves management events to another trail.',
  ],
  runbook: [
    'Compare the trail with its code, and put back what was taken away.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Check that management events of every region still arrive: the bucket, its policy, the key, the log group.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1685.002'],
  controls: ['CIS 4.5', 'CloudWatch.5'],
  pattern: apiCalls({
    eventSource: 'cloudtrail.amazonaws.com',
    eventNames: [
      'CreateTrail',
      'DeleteEventDataStore',
      'DeregisterOrganizationDelegatedAdmin',
      'PutEventSelectors',
      'PutInsightSelectors',
      'StartLogging',
      'StopEventDataStoreIngestion',
      'UpdateTrail',
    ],
    detail: SUCCEEDED,
  }),
  reads: z.object({ requestParameters: TrailChange }),
  services: 'told',
  severityOf: (call) => (call.service === undefined ? severityOfTrailChange(call) : 'low'),
  subject: ({ requestParameters: { target }, account }) => target ?? `trails of ${account}`,
  summarize: (call) => `${call.who} ${describeTrailChange(call)}`,
});
