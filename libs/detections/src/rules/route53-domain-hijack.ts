import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { strangersAmong } from '../reading/receivers.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z.object({ domainName: Name.nullish(), accountId: Name.nullish() }).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/** What a call does to a domain, to follow the actor's name. */
const ACTS: Readonly<Record<string, readonly [Severity, (domain: string) => string]>> = {
  DisableDomainTransferLock: ['high', (domain) => `took the transfer lock off the domain ${domain}`],
  RetrieveDomainAuthCode: ['high', (domain) => `read the code that allows to transfer the domain ${domain}`],
  TransferDomainToAnotherAwsAccount: [
    'critical',
    (domain) => `is transferring the domain ${domain} to another account`,
  ],
  UpdateDomainNameservers: ['high', (domain) => `changed the name servers of the domain ${domain}`],
};

/**
 * A registered domain is on its way out of the account, or its names are answered elsewhere.
 *
 * TransferDomain is not told: it brings a domain in.
 */
export const route53DomainHijack = defineDetection({
  id: 'route53-domain-hijack',
  title: 'Registered domain unlocked, transferred or pointed elsewhere',
  severity: 'high',
  why: 'Who holds the domain holds its mail, its certificates and every password reset sent to it. A transfer is hard to undo once it is through.',
  falsePositives: [
    'A domain moves to another registrar or account, as somebody announced.',
    'A domain moves to an account of the company. Add it to `ownAccounts` in the settings.',
  ],
  runbook: [
    'Lock the domain again, cancel the transfer, and put back the name servers.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials at once.',
    'If the transfer has begun, call AWS Support: the other side must accept within three days.',
    "Check the domain's contact address, and look for certificates issued for it since.",
  ],
  techniques: ['T1584.001'],
  pattern: apiCalls({
    // Published rules disagree on which of the two writes these events.
    eventSource: ['route53domains.amazonaws.com', 'route53.amazonaws.com'],
    eventNames: Object.keys(ACTS),
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: (call, settings) => (staysOurs(call, settings) ? 'medium' : (ACTS[call.eventName]?.[0] ?? 'high')),
  subject: domainOf,
  summarize(call) {
    const { accountId } = call.requestParameters ?? {};
    const act = ACTS[call.eventName]?.[1](domainOf(call)) ?? `changed the domain ${domainOf(call)}`;
    return `${call.who} ${act}${accountId ? ` (${accountId})` : ''}`;
  },
});

function domainOf({ requestParameters }: Call<Reads>): string {
  return requestParameters?.domainName ?? '(not named)';
}

function staysOurs({ requestParameters, account }: Call<Reads>, settings: Settings): boolean {
  const { accountId } = requestParameters ?? {};
  return accountId != null && strangersAmong([accountId], account, settings).length === 0;
}
