import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { deleting, describeAct } from '../reading/act.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        resolverQueryLogConfigId: Name.nullish(),
        /** The VPC whose queries are logged no longer. */
        resourceId: Name.nullish(),
        /** What a log of a public zone is called by. */
        id: Name.nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * The log of DNS queries was deleted or taken from a network, or somebody tried to and was denied.
 *
 * What machines in a VPC ask for is logged by Resolver; what the world asks of a public zone by Route 53, which says less about
 * an intruder and weighs less.
 */
export const dnsQueryLogsDeleted = defineDetection({
  id: 'dns-query-logs-deleted',
  title: 'Logging of DNS queries removed',
  severity: 'high',
  why: 'Queries show which machine asked for the name of an attacker, and data that leaves inside names. Nothing else records them.',
  falsePositives: ['A network is taken down, or its queries are logged elsewhere. The change request says so.'],
  runbook: [
    'Create the configuration again, and associate it with the same networks.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Look in GuardDuty for findings about DNS: it reads the queries by itself.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1685.002'],
  pattern: apiCalls({
    eventSource: ['route53resolver.amazonaws.com', 'route53.amazonaws.com'],
    eventNames: ['DeleteQueryLoggingConfig', 'DeleteResolverQueryLogConfig', 'DisassociateResolverQueryLogConfig'],
  }),
  reads: Reads,
  services: 'told',
  matches: ({ outcome }) => outcome.kind !== 'failed',
  severityOf(call, settings) {
    if (isOrdinaryChange(call, settings)) {
      return 'low';
    }
    return call.outcome.kind === 'denied' || isPublicZone(call) ? 'medium' : 'high';
  },
  subject: (call) => configurationOf(call) ?? `DNS query logs of ${call.account} in ${call.region}`,
  summarize(call) {
    const configuration = ['the logging of DNS queries', configurationOf(call) ?? []].flat().join(' ');
    const network = call.requestParameters?.resourceId;
    return call.eventName === 'DisassociateResolverQueryLogConfig'
      ? describeAct(call, TAKEN, `${configuration} from ${network ?? 'a network'}`)
      : describeAct(call, deleting('high'), isPublicZone(call) ? `${configuration} of a public zone` : configuration);
  },
});

const TAKEN = { did: 'took', triedTo: 'take', severity: 'high' } as const;

function isPublicZone({ eventName }: Call<Reads>): boolean {
  return eventName === 'DeleteQueryLoggingConfig';
}

function configurationOf({ requestParameters }: Call<Reads>): string | undefined {
  return requestParameters?.resolverQueryLogConfigId ?? requestParameters?.id ?? undefined;
}
