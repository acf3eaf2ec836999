import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    userIdentity: z.object({ accessKeyId: z.string().nullish() }).nullish(),
    requestParameters: z.object({ modelId: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const ACTS: Readonly<Record<string, string>> = {
  CreateFoundationModelAgreement: 'agreed to the terms of',
  PutFoundationModelEntitlement: 'turned on',
  PutUseCaseForModelAccess: 'declared a purpose for using',
};

/** Long-lived keys begin so, those of a session with ASIA. */
const LONG_LIVED_KEY = 'AKIA';

/**
 * Somebody had language models turned on for the account.
 *
 * People do that once, in the console. A long-lived key that does it is how a stolen key is made to pay.
 */
export const bedrockModelAccessEnabled = defineDetection({
  id: 'bedrock-model-access-enabled',
  title: 'Language models turned on for the account',
  severity: 'medium',
  why: 'Stolen keys are used to run language models and to sell access to them. That costs tens of thousands a day, and prompts of others run in your name.',
  falsePositives: ['A team begins to use a model. It happens once for each model and account.'],
  runbook: [
    'Ask whoever called which team uses the model.',
    'If nobody does, disable the key or the credentials, and forbid Bedrock with a service control policy.',
    'Look for InvokeModel and Converse by the same principal, in all regions, and at the costs of the day.',
    'Make sure that the logging of model calls is on: it shows what was asked.',
  ],
  techniques: ['T1496.004'],
  pattern: apiCalls({ eventSource: 'bedrock.amazonaws.com', eventNames: Object.keys(ACTS), detail: SUCCEEDED }),
  reads: Reads,
  severityOf(call, settings) {
    if (call.userIdentity?.accessKeyId?.startsWith(LONG_LIVED_KEY) === true) {
      return 'high';
    }
    return isDeployRole(call.actor, settings) ? 'low' : 'medium';
  },
  subject: ({ account }) => `language models of ${account}`,
  summarize: (call) => `${call.who} ${ACTS[call.eventName] ?? 'turned on'} ${modelOf(call)}`,
});

function modelOf({ requestParameters }: Call<Reads>): string {
  const model = requestParameters?.modelId;
  return model ? `the language model ${model}` : 'language models';
}
