import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { SUCCEEDED } from '../patterns.ts';
import { calledObjectOf } from '../reading/called-object.ts';
import { startsCompute } from '../reading/compute-start.ts';
import { isDeployRole } from '../reading/deploy-role.ts';

/** Global services log there, wherever their users are. */
const GLOBAL_REGION = 'us-east-1';

/** Asking for credentials or signing in at the nearest door is no use of its region, nor is what the console keeps of its look. */
const NOT_A_USE = ['notifications.amazonaws.com', 'signin.amazonaws.com', 'sso.amazonaws.com', 'sts.amazonaws.com'];

/** Global services that log in Oregon. */
const GLOBAL_IN_OREGON = [
  'globalaccelerator.amazonaws.com',
  'networkmanager.amazonaws.com',
  'route53-recovery-control-config.amazonaws.com',
];

/**
 * Something was changed in a region the team does not work in.
 *
 * Intruders mine and hide where nobody looks. What starts machines wakes somebody; other changes are shown. Seen is what a
 * collector stands for: in a region without one, only the backtest sees it. Better still is to forbid other regions by policy.
 */
export const unusedRegionActivity = defineDetection({
  id: 'unused-region-activity',
  title: 'Change in a region you do not use',
  severity: 'medium',
  why: 'Nobody looks at consoles, bills and detectors there. Intruders start miners and keep back doors where nobody looks.',
  falsePositives: [
    'A team begins to work there. Add the region to `allowedRegions` in the settings.',
    'Somebody looked into the wrong region of the console, and left something behind.',
  ],
  runbook: [
    'Look in that region for what runs: instances, functions, clusters, notebooks.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Stop and keep for evidence what nobody owns.',
    'Forbid the regions you do not use by a service control policy.',
  ],
  techniques: ['T1535'],
  pattern: ({ allowedRegions }) =>
    allowedRegions.length === 0
      ? undefined
      : {
          'detail-type': ['AWS API Call via CloudTrail'],
          detail: {
            eventSource: [{ 'anything-but': [...NOT_A_USE, ...GLOBAL_IN_OREGON] }],
            awsRegion: [{ 'anything-but': [...new Set([...allowedRegions, GLOBAL_REGION])] }],
            readOnly: [false],
            managementEvent: [true],
            ...SUCCEEDED,
          },
        },
  reads: z.object({ eventSource: z.string(), requestParameters: z.unknown().optional() }),
  severityOf(call, settings) {
    if (isDeployRole(call.actor, settings)) {
      return 'low';
    }
    return startsCompute(call.eventName) ? 'high' : 'medium';
  },
  subject: ({ region, account }) => `${region} of ${account}`,
  summarize({ who, eventName, eventSource, region, requestParameters }) {
    const object = calledObjectOf(requestParameters);
    const on = object === undefined ? '' : ` on ${object}`;
    return `${who} called ${eventName} of ${eventSource.split('.')[0]}${on} in ${region}, where you do not work`;
  },
});
