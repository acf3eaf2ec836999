import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { items } from '../reading/lists.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { principalOf } from '../reading/principal.ts';
import { Name } from '../reading/text.ts';

const CHANGE = 'ModifyInstanceAttribute';

const Reads = z.lazy(() =>
  z.discriminatedUnion('eventName', [
    z.object({
      eventName: z.literal(CHANGE),
      /** AWS hides what the user data is. */
      requestParameters: z.object({
        instanceId: Name.nullish(),
        attribute: z.string().nullish(),
        userData: z.unknown().optional(),
      }),
    }),
    z.object({
      eventName: z.enum(['StartInstances', 'StopInstances']),
      requestParameters: z.object({ instancesSet: items(z.object({ instanceId: Name })) }).nullish(),
    }),
  ]),
);
type Reads = z.infer<typeof Reads>;

/**
 * What a machine runs when it starts was changed. Gravest when the same principal stopped it before and started it after: then it
 * has run. Calls that stop or start several machines at once are no step; the change itself is told all the same.
 */
export const ec2UserDataChanged = defineDetection({
  id: 'ec2-user-data-changed',
  title: "A machine's user data changed",
  severity: 'high',
  why: 'User data runs as root or SYSTEM when the machine starts, with the role it carries. Changing it is a way in for whoever has no password.',
  falsePositives: ['Somebody repairs a machine that does not start. Machines are mostly replaced instead of changed.'],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Read the user data: `aws ec2 describe-instance-attribute --attribute userData`. The trail hides it.',
    'If the machine was started since, take it for compromised: cut it off, keep its disk for evidence.',
    "Look for calls made with the machine's role since.",
  ],
  techniques: ['T1059.009'],
  pattern: apiCalls({
    eventSource: 'ec2.amazonaws.com',
    eventNames: [CHANGE, 'StartInstances', 'StopInstances'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) =>
    call.eventName === CHANGE ? changesUserData(call.requestParameters) : instanceOf(call) !== undefined,
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'high'),
  remembers: [
    {
      ...{ kind: 'sequence', steps: ['StopInstances', CHANGE, 'StartInstances'], windowMinutes: 30 },
      key: (call) => [...principalOf(call), instanceOf(call) ?? ''],
      step: ({ eventName }) => eventName,
      summarizeSteps: (call) =>
        `${call.who} stopped ${instanceOf(call) ?? ''}, changed what it runs at the start and started it,`,
      severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'critical'),
      isToldAlone: ({ eventName }) => eventName === CHANGE,
    },
  ],
  subject: (call) => instanceOf(call) ?? '(not named)',
  summarize: (call) => `${call.who} changed what ${instanceOf(call) ?? 'a machine'} runs at the start`,
});

/** Older calls name the attribute, newer ones fill it. */
function changesUserData({
  attribute,
  userData,
}: {
  readonly attribute?: string | null | undefined;
  readonly userData?: unknown;
}): boolean {
  return attribute === 'userData' || userData != null;
}

/** The one instance a call is about. */
function instanceOf(call: Call<Reads>): string | undefined {
  if (call.eventName === CHANGE) {
    return call.requestParameters.instanceId ?? undefined;
  }
  const [only, ...others] = call.requestParameters?.instancesSet ?? [];
  return others.length === 0 ? only?.instanceId : undefined;
}
