import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';
import { refusedResourceOf } from '../reading/refusal.ts';

/**
 * Somebody stopped a trail or deleted it, or tried to and was denied.
 *
 * The denied attempt counts: a trail is the last thing a legitimate script touches by mistake, and intruders learn what they
 * may do by trying. A service that does it, as when a stack is deleted, is told in the digest and wakes nobody.
 */
export const cloudtrailStopped = defineDetection({
  id: 'cloudtrail-stopped',
  title: 'CloudTrail logging stopped or trail deleted',
  severity: 'critical',
  why: 'Without the trail nobody sees what happens next. Intruders stop it before they do what they came for.',
  falsePositives: [
    'A trail is replaced by another, of the organisation say. Its successor was logging before this call.',
    'A test account is torn down on purpose.',
  ],
  runbook: [
    'Start logging again, or create the trail again with the same name and bucket.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Read what the same principal did in the hour before, and in every region.',
    'For the time without a trail, look in Event history, which cannot be turned off, and in the logs of S3 and of the VPCs.',
  ],
  techniques: ['T1685.002'],
  controls: ['CIS 4.5', 'CloudWatch.5'],
  pattern: apiCalls({ eventSource: 'cloudtrail.amazonaws.com', eventNames: ['DeleteTrail', 'StopLogging'] }),
  // A denied call carries no parameters. What it was about stands in AWS's message, mostly.
  reads: z.object({ requestParameters: z.object({ name: Name }).nullish(), errorMessage: z.string().nullish() }),
  services: 'told',
  matches: ({ outcome }) => outcome.kind !== 'failed',
  severityOf({ outcome, service }) {
    if (service !== undefined) {
      return 'low';
    }
    return outcome.kind === 'denied' ? 'high' : 'critical';
  },
  subject: (call) => trailOf(call) ?? `trails of ${call.account}`,
  summarize: (call) => {
    const trail = trailOf(call);
    const object = trail === undefined ? 'a trail' : `the trail ${trail}`;
    const deleting = call.eventName === 'DeleteTrail';
    return call.outcome.kind === 'denied'
      ? `${call.who} tried to ${deleting ? 'delete' : 'stop'} ${object} and was denied`
      : `${call.who} ${deleting ? 'deleted' : 'stopped'} ${object}`;
  },
});

interface Read {
  readonly requestParameters?: { readonly name: string } | null | undefined;
  readonly errorMessage?: string | null | undefined;
}

/** The trail's name, whether the caller gave the name or the ARN. */
function trailOf({ requestParameters, errorMessage }: Read): string | undefined {
  const name = requestParameters?.name ?? refusedResourceOf(errorMessage);
  return name?.split('/').at(-1);
}
