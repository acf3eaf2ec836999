import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { type Act, deleting, describeAct } from '../reading/act.ts';
import { Flag } from '../reading/flag.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        guardrailIdentifier: Name.nullish(),
        guardrailVersion: Name.nullish(),
        loggingConfig: z.object({ textDataDeliveryEnabled: Flag }).nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * What models are asked is no longer logged, or nothing keeps them any more from what they should not answer.
 *
 * The same call that turns logging on can turn off its texts, so its content decides. Changing a guardrail is daily work and
 * told in the digest.
 */
export const bedrockLoggingDisabled = defineDetection({
  id: 'bedrock-logging-disabled',
  title: 'Bedrock invocation log or guardrail removed',
  severity: 'high',
  why: 'Stolen credentials are used to sell access to models. Without the invocation log nobody sees what they are asked, or by whom.',
  falsePositives: [
    'A team that tries things out deletes its own guardrail.',
    'Texts are not logged for privacy. Say so in a suppression, by the account.',
  ],
  runbook: [
    'Turn invocation logging on again, texts included.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look at what is spent on models since, in every region, and stop what nobody owns.',
    'Read what the same principal did in the hour before: model access, agreements, keys.',
  ],
  techniques: ['T1685.002'],
  pattern: apiCalls({
    eventSource: 'bedrock.amazonaws.com',
    eventNames: [
      'DeleteGuardrail',
      'DeleteModelInvocationLoggingConfiguration',
      'PutModelInvocationLoggingConfiguration',
      'UpdateGuardrail',
    ],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  services: 'told',
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : actIn(call).severity),
  subject: ({ requestParameters, account, region }) =>
    requestParameters?.guardrailIdentifier ?? `Bedrock of ${account} in ${region}`,
  summarize(call) {
    const { object, ...act } = actIn(call);
    return describeAct(call, act, object);
  },
});

function actIn({ eventName, requestParameters }: Call<Reads>): Act & { readonly object: string } {
  switch (eventName) {
    case 'DeleteModelInvocationLoggingConfiguration':
      return { ...TURNED_OFF, severity: 'high', object: 'the log of what Bedrock models are asked' };
    case 'PutModelInvocationLoggingConfiguration':
      return requestParameters?.loggingConfig?.textDataDeliveryEnabled === false
        ? { ...TURNED_OFF, severity: 'high', object: 'texts in the log of what Bedrock models are asked' }
        : { ...CHANGED, severity: 'low', object: 'the log of what Bedrock models are asked' };
    case 'DeleteGuardrail':
      return {
        ...deleting(requestParameters?.guardrailVersion ? 'medium' : 'high'),
        object: guardrailOf(requestParameters),
      };
    default:
      return { ...CHANGED, severity: 'low', object: guardrailOf(requestParameters) };
  }
}

const TURNED_OFF = { did: 'turned off', triedTo: 'turn off' } as const;
const CHANGED = { did: 'changed', triedTo: 'change' } as const;

/** The id, whether the call gave the id or the ARN; a version where only one is meant. */
function guardrailOf(request: Reads['requestParameters']): string {
  const id = request?.guardrailIdentifier?.split('/').at(-1) ?? '(not named)';
  const version = request?.guardrailVersion;
  return version ? `version ${version} of the Bedrock guardrail ${id}` : `the Bedrock guardrail ${id}`;
}
