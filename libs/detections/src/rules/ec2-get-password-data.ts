import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { principalOf } from '../reading/principal.ts';
import { refusedResourceOf } from '../reading/refusal.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    errorMessage: z.string().nullish(),
    requestParameters: z.object({ instanceId: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * Somebody asks for the administrator passwords of many Windows machines, or tries to: most who try do not have the right.
 *
 * One is how people get into a machine they just made, and goes to the digest.
 */
export const ec2GetPasswordData = defineDetection({
  id: 'ec2-get-password-data',
  title: 'Windows passwords of machines asked for',
  severity: 'high',
  why: 'The call gives out the administrator password of a Windows machine, to whoever has its key pair. Asking for one machine after the other is somebody trying what stolen credentials open.',
  falsePositives: ['An administrator moves many Windows machines at once. They can say so when asked.'],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'See whether the calls succeeded, and who holds the key pairs of those machines.',
    'Change the administrator passwords of machines they got, and read their logs of sign-ins.',
    'Look at what else the same principal called.',
  ],
  techniques: ['T1555.006'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: ['GetPasswordData'],
    detail: { errorCode: [{ exists: false }, { suffix: 'UnauthorizedOperation' }, { prefix: 'AccessDenied' }] },
  }),
  reads: Reads,
  severityOf: ({ outcome }) => (outcome.kind === 'succeeded' ? 'low' : 'info'),
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 5, windowMinutes: 60, counted: 'machines' },
      key: principalOf,
      values: (call) => [instanceOf(call)],
      begins: ({ who, outcome }) =>
        outcome.kind === 'succeeded'
          ? `${who} took the Windows passwords of`
          : `${who} tried to take the Windows passwords of`,
      severityOf: () => 'high',
      isToldAlone: ({ outcome }) => outcome.kind === 'succeeded',
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: (call) => `${call.who} took the Windows password of ${instanceOf(call)}`,
});

function instanceOf({ requestParameters, errorMessage }: Call<Reads>): string {
  return requestParameters?.instanceId ?? refusedResourceOf(errorMessage)?.split('/').at(-1) ?? '(not named)';
}
