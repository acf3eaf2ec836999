import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { describeLaunch, isUnusual, launchOf } from '../reading/launch.ts';
import { Name } from '../reading/text.ts';

const Quota = z.lazy(() =>
  z.object({
    serviceCode: Name.nullish(),
    quotaCode: Name.nullish(),
    desiredValue: z.coerce.number().nullish(),
  }),
);

/** What is to be started stands in a place of its own in each call, so all of it is read. */
const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.looseObject({}).nullish(),
    responseElements: z.looseObject({}).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const QUOTA = 'RequestServiceQuotaIncrease';
/** Services whose quotas keep the bill of a stolen key low. */
const COSTLY_SERVICES = new Set(['bedrock', 'ec2', 'ec2-spot', 'sagemaker']);

/**
 * Somebody started, or tried to start, machines as miners of coins do: with accelerators, very large, or very many.
 *
 * Attempts count: new accounts may start few such machines, so the first call of a miner often fails, and then they ask
 * for more.
 */
export const ec2UnusualInstances = defineDetection({
  id: 'ec2-unusual-instances',
  title: 'Large, accelerated or very many machines started',
  severity: 'medium',
  why: 'Miners with a stolen key start the most expensive machines they can, in every region, within minutes. The bill grows by thousands a day.',
  falsePositives: [
    'Training and rendering start such machines on purpose. Suppress them by their role.',
    'A cluster that scales itself under its own role. Name the role in `deployRoles`.',
  ],
  runbook: [
    'Ask whoever called what the machines are for.',
    'If they do not know of them, stop the machines in all regions and disable the credentials.',
    'Look in every region for machines, fleets and templates of the same principal.',
    'Look at how the credentials got out, and tell AWS Support early: they may waive the bill.',
  ],
  techniques: ['T1496.001'],
  pattern: apiCalls({
    eventSource: ['ec2.amazonaws.com', 'servicequotas.amazonaws.com'],
    eventNames: ['CreateFleet', QUOTA, 'RequestSpotFleet', 'RequestSpotInstances', 'RunInstances'],
  }),
  reads: Reads,
  matches: (call) => call.eventName === QUOTA || isUnusual(launchIn(call)),
  severityOf(call, settings) {
    const isCheap = call.eventName === QUOTA && !COSTLY_SERVICES.has(quotaIn(call).serviceCode ?? '');
    return isCheap || isDeployRole(call.actor, settings) ? 'low' : 'medium';
  },
  subject: ({ actor, account }) => actor.principalArn ?? `${actor.name} of ${account}`,
  summarize(call) {
    if (call.eventName === QUOTA) {
      const { serviceCode, quotaCode, desiredValue } = quotaIn(call);
      const quota = [serviceCode, quotaCode].filter((part) => part != null).join(' ') || 'a service';
      const value = desiredValue == null ? '' : `, to ${desiredValue}`;
      return describeAct(call, { did: 'asked', triedTo: 'ask' }, `for a larger quota of ${quota}${value}`);
    }
    return describeAct(call, { did: 'started', triedTo: 'start' }, describeLaunch(launchIn(call)));
  },
});

function launchIn({ requestParameters, responseElements }: Call<Reads>) {
  return launchOf(requestParameters, responseElements);
}

function quotaIn({ requestParameters }: Call<Reads>): z.infer<typeof Quota> {
  return Quota.safeParse(requestParameters).data ?? {};
}
