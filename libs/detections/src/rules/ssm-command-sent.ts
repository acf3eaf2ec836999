import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { listed } from '../reading/lists.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { principalOf } from '../reading/principal.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      documentName: Name.nullish(),
      name: Name.nullish(),
      instanceIds: z.array(Name).nullish(),
      instanceId: Name.nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/** Whatever their sender likes, as root or SYSTEM. */
const SHELLS = ['AWS-RunShellScript', 'AWS-RunPowerShellScript'];
const NAMED = 3;

/**
 * Somebody had machines run something, by Systems Manager.
 *
 * A shell on every machine at once, without a port or a password. What patches machines calls as a service, and is not told.
 */
export const ssmCommandSent = defineDetection({
  id: 'ssm-command-sent',
  title: 'Command run on machines',
  severity: 'medium',
  why: 'Systems Manager runs commands as root or SYSTEM, on as many machines as are named. Whoever may send one owns the machines, and the roles they carry.',
  falsePositives: [
    'Administrators at work. Ask for a change number, or suppress the documents they use.',
    'A deployment runs commands. Name its role in `deployRoles`.',
  ],
  runbook: [
    'Ask whoever called whether the command is theirs. If it is not, disable their credentials now.',
    'Read what was run: `aws ssm list-commands` and `get-command-invocation`; the trail does not hold it.',
    'Cut off the machines from the network, and keep them for evidence, if nobody knows of it.',
    "Look for calls made with the machines' roles since, from addresses that are not theirs.",
  ],
  techniques: ['T1651'],
  pattern: apiCalls({
    eventSource: 'ssm.amazonaws.com',
    eventNames: ['CreateAssociation', 'SendCommand', 'StartAutomationExecution'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'medium'),
  remembers: [
    {
      ...{ kind: 'distinct', atLeast: 5, windowMinutes: 60, counted: 'machines' },
      key: (call) => (instancesOf(call).length === 0 ? undefined : principalOf(call)),
      values: instancesOf,
      begins: ({ who }) => `${who} ran commands on`,
      severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'high'),
      isToldAlone: () => true,
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: (call) => `${call.who} ${describeCommand(call)} ${describeMachines(instancesOf(call))}`,
});

function instancesOf({ requestParameters: { instanceIds, instanceId } }: Call<Reads>): readonly string[] {
  return [...(instanceIds ?? []), ...(instanceId ? [instanceId] : [])];
}

function describeCommand({ eventName, requestParameters: { documentName, name } }: Call<Reads>): string {
  const document = documentName ?? name ?? '(not named)';
  if (eventName === 'StartAutomationExecution') {
    return `started the automation ${document}`;
  }
  const ran = SHELLS.includes(document) ? 'ran shell commands' : `ran ${document}`;
  return eventName === 'CreateAssociation' ? `has ${document} run again and again` : ran;
}

function describeMachines(instances: readonly string[]): string {
  const named = instances.slice(0, NAMED);
  const more = instances.length - named.length;
  return instances.length === 0
    ? 'on machines chosen by tags'
    : `on ${listed(more > 0 ? [...named, `${more} more`] : named)}`;
}
