import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { functionNameOf } from '../reading/function-name.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { isLetIn } from '../reading/own-accounts.ts';
import { accountIn, foreignAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

const functionName = Name.nullish();
const Url = z.lazy(() => z.object({ functionName, authType: z.string().nullish() }).nullish());

const Permission = z.lazy(() =>
  z
    .object({
      functionName,
      principal: Name.nullish(),
      principalOrgID: Name.nullish(),
      sourceAccount: Name.nullish(),
      sourceArn: Name.nullish(),
      functionUrlAuthType: z.string().nullish(),
    })
    .nullish(),
);

const Reads = z.discriminatedUnion('eventName', [
  z.object({ eventName: z.literal('AddPermission20150331'), requestParameters: Permission }),
  z.object({ eventName: z.literal('AddPermission20150331v2'), requestParameters: Permission }),
  z.object({ eventName: z.literal('CreateFunctionUrlConfig'), requestParameters: Url }),
  z.object({ eventName: z.literal('UpdateFunctionUrlConfig'), requestParameters: Url }),
]);
type Reads = z.infer<typeof Reads>;

/**
 * A Lambda function can be called by everybody, or by an account that is not ours.
 *
 * A service that may call on behalf of one bucket or one API is how functions are triggered, and does not ring.
 */
export const lambdaExposed = defineDetection({
  id: 'lambda-exposed',
  title: 'Lambda function opened to the internet or another account',
  severity: 'high',
  why: "Others can now run the function with its role's rights whenever they like. It is a way back in that outlives every password and key.",
  falsePositives: [
    'A webhook or a public API that checks its callers itself. Suppress it by the function.',
    'Another account of the company, or a vendor. Add it to `ownAccounts` or `trustedAccounts` in the settings.',
  ],
  runbook: [
    'Remove the permission from the function, or delete its URL.',
    'Read what the function does, and what its role may do: that is what callers got.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials.',
    "Look in the function's log for calls since the change, and for changes to its code.",
  ],
  techniques: ['T1546'],
  controls: ['Lambda.1'],
  pattern: apiCalls({
    eventSource: 'lambda.amazonaws.com',
    eventNames: Reads.options.map(({ shape }) => shape.eventName.value),
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call, settings) => letInBy(call, settings) !== undefined,
  // A stack that is deployed opens what was reviewed: a line in the digest.
  services: 'told',
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : 'high'),
  subject: ({ requestParameters }) => functionNameOf(requestParameters?.functionName),
  summarize: (call, settings) =>
    `${call.who} let ${letInBy(call, settings) ?? 'others'} call the function ${functionNameOf(call.requestParameters?.functionName)}`,
});

/** Who can call the function now, as far as it is news. */
function letInBy(call: Call<Reads>, settings: Settings): string | undefined {
  switch (call.eventName) {
    case 'CreateFunctionUrlConfig':
    case 'UpdateFunctionUrlConfig':
      return call.requestParameters?.authType === 'NONE' ? ON_THE_INTERNET : undefined;
    case 'AddPermission20150331':
    case 'AddPermission20150331v2':
      return permittedBy(call.requestParameters, call.account, settings);
  }
}

function permittedBy(permission: z.infer<typeof Permission>, home: string, settings: Settings): string | undefined {
  const { principal, sourceAccount, sourceArn } = permission ?? {};
  // A service calls on behalf of the account that owns the source: somebody else's topic is somebody else.
  const [account] = [principal, sourceAccount, sourceArn].flatMap((text) => accountIn(text ?? '') ?? []);
  if (account !== undefined && !isLetIn(account, home, settings)) {
    return `the account ${account}`;
  }
  return permission && principal === '*' ? everybodyBy(permission, settings) : undefined;
}

const ON_THE_INTERNET = 'everybody on the internet';

/** Everybody, unless only of one organisation, or on behalf of one source. */
function everybodyBy(permission: NonNullable<z.infer<typeof Permission>>, settings: Settings): string | undefined {
  const { principalOrgID, sourceAccount, sourceArn, functionUrlAuthType } = permission;
  if (principalOrgID && foreignAmong([principalOrgID], settings).length > 0) {
    return `the organisation ${principalOrgID}`;
  }
  if (principalOrgID ?? sourceAccount ?? sourceArn) {
    return undefined;
  }
  return functionUrlAuthType === 'NONE' ? ON_THE_INTERNET : 'everybody';
}
