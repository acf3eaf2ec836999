import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { ec2Request } from '../reading/ec2-request.ts';
import { Name } from '../reading/text.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: ec2Request(
      z
        .object({
          networkInterfaceId: Name.nullish(),
          networkLoadBalancerArn: Name.nullish(),
          gatewayLoadBalancerEndpointId: Name.nullish(),
          trafficMirrorTargetId: Name.nullish(),
          trafficMirrorFilterId: Name.nullish(),
          trafficMirrorSessionId: Name.nullish(),
        })
        .nullish(),
    ),
  }),
);
type Reads = z.infer<typeof Reads>;
type Request = Reads['requestParameters'];

/** What a call does, to follow the actor's name. */
interface Act {
  readonly severity: Severity;
  readonly describe: (request: Request) => string;
}

const target = (request: Request) => `to ${request?.trafficMirrorTargetId ?? 'another target'}`;

const ACTS: Readonly<Record<string, Act>> = {
  CreateTrafficMirrorSession: {
    severity: 'high',
    describe: (request) =>
      `mirrored the traffic of ${request?.networkInterfaceId ?? 'a network interface'} ${target(request)}`,
  },
  ModifyTrafficMirrorSession: {
    severity: 'high',
    describe: (request) =>
      `changed the mirroring ${request?.trafficMirrorSessionId ?? 'of traffic'} ${target(request)}`,
  },
  CreateTrafficMirrorTarget: {
    severity: 'medium',
    describe: (request) => `made ${receiverIn(request) ?? 'a target'} a receiver of mirrored traffic`,
  },
  CreateTrafficMirrorFilter: { severity: 'low', describe: () => 'created a filter for mirrored traffic' },
  CreateTrafficMirrorFilterRule: {
    severity: 'low',
    describe: (request) => `added a rule to the filter ${request?.trafficMirrorFilterId ?? 'of mirrored traffic'}`,
  },
};

/**
 * Network traffic of a machine is copied to another.
 *
 * The session is what copies; its target and filters only prepare it and weigh less.
 */
export const trafficMirroringCreated = defineDetection({
  id: 'traffic-mirroring-created',
  title: 'Network traffic mirrored to another machine',
  severity: 'high',
  why: 'All packets of the machine go to the target as well, with the passwords and data that travel unencrypted behind the load balancer. The machine itself notices nothing.',
  falsePositives: ['The network team looks for a fault, or runs an intrusion detection. Suppress it by their role.'],
  runbook: [
    'Delete the mirror session.',
    'Find out what the target is: whose machine, in which account, and who can log in to it.',
    'Ask whoever called why. If they did not, disable their credentials.',
    'Change the passwords and tokens that the mirrored machine received unencrypted.',
  ],
  techniques: ['T1040'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  severityOf: ({ eventName }) => ACTS[eventName]?.severity ?? 'high',
  subject: ({ account, region }) => `traffic mirroring of ${account} in ${region}`,
  summarize: (call) => `${call.who} ${describeAct(call)}`,
});

function describeAct({ eventName, requestParameters }: Call<Reads>): string {
  return ACTS[eventName]?.describe(requestParameters) ?? 'mirrored traffic';
}

function receiverIn(request: Request): string | undefined {
  return (
    request?.networkInterfaceId ??
    request?.networkLoadBalancerArn ??
    request?.gatewayLoadBalancerEndpointId ??
    undefined
  );
}
