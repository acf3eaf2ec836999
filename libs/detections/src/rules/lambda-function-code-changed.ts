import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Flag } from '../reading/flag.ts';
import { functionNameOf } from '../reading/function-name.ts';
import { listed } from '../reading/lists.ts';
import { isLetIn } from '../reading/own-accounts.ts';
import { accountIn } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        functionName: Name.nullish(),
        layerName: Name.nullish(),
        dryRun: Flag,
        layers: z.array(Name).nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * Somebody changed the code that a Lambda function runs, past the pipeline: its own, or a layer under it.
 *
 * A pipeline changes code all day; named in `deployRoles`, it goes to the digest. So do layers of the own accounts. Other
 * settings of a function do not count.
 */
export const lambdaFunctionCodeChanged = defineDetection({
  id: 'lambda-function-code-changed',
  title: 'Code of a Lambda function changed past the pipeline',
  severity: 'medium',
  why: "The new code runs with the function's role and sees all that passes through it. A layer of somebody else does so without a line of the function changing.",
  falsePositives: [
    'The pipeline itself. Name its role in `deployRoles`.',
    "A vendor's or AWS's published layer. Add the account to `trustedAccounts` in the settings.",
  ],
  runbook: [
    'Ask whoever called why it was not the pipeline.',
    'Compare the code with what the pipeline would deploy: the hash stands in the event (codeSha256).',
    'Deploy again from the repository if it differs, and keep the foreign code for later.',
    "Look at what the function's role did since.",
  ],
  techniques: ['T1525'],
  pattern: apiCalls({
    eventSource: 'lambda.amazonaws.com',
    eventNames: [
      'PublishLayerVersion20181031',
      'UpdateFunctionCode20150331v2',
      'UpdateFunctionConfiguration20150331v2',
    ],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: changesCode,
  severityOf: severityBy,
  subject: ({ requestParameters }) => functionNameOf(requestParameters?.functionName ?? requestParameters?.layerName),
  summarize: (call, settings) => `${call.who} ${describeChange(call, settings)}`,
});

function changesCode({ eventName, requestParameters }: Call<Reads>): boolean {
  return eventName === 'UpdateFunctionConfiguration20150331v2'
    ? (requestParameters?.layers ?? []).length > 0
    : requestParameters?.dryRun !== true;
}

function severityBy(call: Call<Reads>, settings: Settings): Severity {
  const isCode = call.eventName === 'UpdateFunctionCode20150331v2';
  const isNews = isCode || foreignLayersIn(call, settings).length > 0;
  return isNews && !isDeployRole(call.actor, settings) ? 'medium' : 'low';
}

function describeChange(call: Call<Reads>, settings: Settings): string {
  const { functionName, layerName, layers } = call.requestParameters ?? {};
  const name = functionNameOf(functionName);
  switch (call.eventName) {
    case 'UpdateFunctionCode20150331v2':
      return `changed the code of the function ${name}`;
    case 'PublishLayerVersion20181031':
      return `published a version of the layer ${functionNameOf(layerName)}`;
    default: {
      const foreign = foreignLayersIn(call, settings);
      const told = foreign.length > 0 ? foreign : (layers ?? []);
      const owners = [...new Set(foreign.flatMap((layer) => accountIn(layer) ?? []))];
      const of = owners.length === 0 ? '' : ` of the account ${listed(owners)}`;
      return `put the layer ${listed(told.map(functionNameOf))}${of} under the function ${name}`;
    }
  }
}

function foreignLayersIn({ requestParameters, account }: Call<Reads>, settings: Settings): readonly string[] {
  return (requestParameters?.layers ?? []).filter((layer) => {
    const owner = accountIn(layer);
    return owner !== undefined && !isLetIn(owner, account, settings);
  });
}
