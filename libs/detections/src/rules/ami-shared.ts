import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { items, listed } from '../reading/lists.ts';
import { accountIn, describeAccounts, strangersAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';

const Receiver = z.lazy(() =>
  z.object({
    userId: Name.nullish(),
    group: z.string().nullish(),
    organizationArn: Name.nullish(),
    organizationalUnitArn: Name.nullish(),
  }),
);

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({
      imageId: Name,
      // Absent when another attribute is changed.
      launchPermission: z.object({ add: items(Receiver) }).nullish(),
    }),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A machine image was shared with an account or an organisation that is not ours, or with everybody.
 *
 * Whose an organisation is, the settings say, or the account in its ARN: the one that manages it.
 */
export const amiShared = defineDetection({
  id: 'ami-shared',
  title: 'Machine image shared outside',
  severity: 'high',
  why: 'Whoever it is shared with can start the image, or copy its disks, in their own account, with every secret and every line of code on it.',
  falsePositives: [
    'Images are built in one account of the company and used in another. Add it to `ownAccounts` in the settings.',
    'The company publishes images for its customers. Suppress it by the role that publishes them.',
  ],
  runbook: [
    'Take the launch permission back: the copy may not have been made yet.',
    'Find out what is on the image: code, keys, customer data. Change every secret that is on it.',
    'Ask whoever called whose account that is. If they do not know, disable their credentials.',
    'Look for other images and snapshots the same principal shared.',
  ],
  techniques: ['T1537'],
  pattern: apiCalls({ eventSource: 'ec2.amazonaws.com', eventNames: ['ModifyImageAttribute'], detail: SUCCEEDED }),
  reads: Reads,
  matches: (call, settings) => isPublic(call) || strangersIn(call, settings).length > 0,
  severityOf: (call) => (isPublic(call) ? 'critical' : 'high'),
  subject: ({ requestParameters: { imageId } }) => imageId,
  summarize(call, settings) {
    const receivers = isPublic(call) ? 'everybody' : listed(strangersIn(call, settings));
    return `${call.who} shared the image ${call.requestParameters.imageId} with ${receivers}`;
  },
});

function receiversIn({ requestParameters: { launchPermission } }: Call<Reads>) {
  return launchPermission?.add ?? [];
}

function isPublic(call: Call<Reads>): boolean {
  return receiversIn(call).some(({ group }) => group === 'all');
}

function strangersIn(call: Call<Reads>, settings: Settings): readonly string[] {
  const accounts = receiversIn(call).flatMap(({ userId }) => userId ?? []);
  const strangers = strangersAmong(accounts, call.account, settings);
  const organisations = receiversIn(call).flatMap((receiver) => organisationOf(receiver, call, settings) ?? []);
  return [...(strangers.length > 0 ? [describeAccounts(strangers)] : []), ...organisations];
}

/** The organisation in the ARN of one, or of a unit of it: `arn:aws:organizations::111122223333:organization/o-exampleorg`. */
function organisationOf(
  { organizationArn, organizationalUnitArn }: z.infer<typeof Receiver>,
  { account }: Call<Reads>,
  settings: Settings,
): string | undefined {
  const arn = organizationArn ?? organizationalUnitArn;
  if (!arn) {
    return undefined;
  }
  const id = arn.split('/')[1] ?? arn;
  const isOurs =
    settings.ownOrganizations.includes(id) || strangersAmong([accountIn(arn) ?? arn], account, settings).length === 0;
  return isOurs ? undefined : `the organisation ${id}`;
}
