import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { type Act, describeAct } from '../reading/act.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { principalOf } from '../reading/principal.ts';
import { refusedResourceOf } from '../reading/refusal.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    errorMessage: z.string().nullish(),
    requestParameters: z.object({ instanceId: Name.nullish(), instanceOSUser: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const SERIAL = 'SendSerialConsoleSSHPublicKey';
const PUT: Act = { severity: 'medium', did: 'put', triedTo: 'put' };

/**
 * Somebody put their SSH key on a machine for a minute, to sign in with it, or tried to.
 *
 * The serial console goes past the network altogether. One machine may be daily work; one after the other is somebody going
 * through all there are.
 */
export const ec2InstanceConnect = defineDetection({
  id: 'ec2-instance-connect',
  title: 'SSH key put on a machine to sign in',
  severity: 'medium',
  why: 'With EC2 Instance Connect whoever may call it signs in to a machine without a key that was there before. Nothing of what they do inside is in the trail.',
  falsePositives: [
    'Administrators who work this way, or the console on their behalf. Suppress them by role and instance.',
  ],
  runbook: [
    'Ask the person whether they signed in to the machine just now.',
    'If they did not, disable their credentials, and cut the machine off from the network.',
    "Read the machine's own log of sign-ins: the key stayed for sixty seconds.",
    "Look for calls made with the machine's role since.",
  ],
  techniques: ['T1021.008'],
  pattern: apiCalls({ eventSource: 'ec2-instance-connect.amazonaws.com', eventNames: ['SendSSHPublicKey', SERIAL] }),
  reads: Reads,
  severityOf: severityOfOne,
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 2, windowMinutes: 60, counted: 'machines' },
      key: (call) => (instanceOf(call) === undefined ? undefined : principalOf(call)),
      values: (call) => [instanceOf(call) ?? ''],
      begins: ({ who, outcome }) =>
        outcome.kind === 'succeeded' ? `${who} put an SSH key on` : `${who} tried to put an SSH key on`,
      severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'high'),
      isToldAlone: () => true,
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: (call) => describeAct(call, PUT, describeKey(call)),
});

function severityOfOne(call: Call<Reads>, settings: Settings): Severity {
  if (isOrdinaryChange(call, settings)) {
    return 'low';
  }
  return call.eventName === SERIAL ? 'high' : 'medium';
}

/** Of a refused call the parameters are missing, and the message names the instance. */
function instanceOf({ requestParameters, errorMessage }: Call<Reads>): string | undefined {
  return requestParameters?.instanceId ?? refusedResourceOf(errorMessage)?.split('/').at(-1);
}

function describeKey(call: Call<Reads>): string {
  const user = call.requestParameters?.instanceOSUser;
  const machine = instanceOf(call) ?? 'a machine';
  const through = call.eventName === SERIAL ? ', through the serial console' : '';
  return `an SSH key on ${machine}${user ? ` for the user ${user}` : ''}${through}`;
}
