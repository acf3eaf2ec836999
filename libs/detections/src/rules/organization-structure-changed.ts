import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { CALL_NAMES, OrganizationChange, changeOf } from '../reading/organization-change.ts';

const Reads = z.lazy(() => z.object({ requestParameters: OrganizationChange }));
type Reads = z.infer<typeof Reads>;

/**
 * The organisation itself changed: who is in it, where an account stands, who administers what for all.
 *
 * A delegated administrator reaches into every account, and a security service that is shut out sees none. New accounts and
 * units are the platform's work and told in the digest.
 */
export const organizationStructureChanged = defineDetection({
  id: 'organization-structure-changed',
  title: 'Organisation changed: members, units or administrators',
  severity: 'medium',
  why: 'Where an account stands decides which policies bind it, and a delegated administrator reaches into every account.',
  falsePositives: ['The platform team sets up or moves accounts, or hands a service to the security account.'],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now: they are in the management account.',
    'Put the account, the administrator or the service back where it was.',
    'Compare the policies that bind the account before and after.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1484', 'T1136.003'],
  controls: ['CIS 4.15'],
  pattern: apiCalls({ eventSource: 'organizations.amazonaws.com', eventNames: CALL_NAMES, detail: SUCCEEDED }),
  reads: Reads,
  matches: (call) => changeIn(call) !== undefined,
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : (changeIn(call)?.severity ?? 'medium')),
  subject: subjectOf,
  summarize: (call) => `${call.who} ${changeIn(call)?.did ?? 'changed the organisation'}`,
});

function changeIn({ eventName, requestParameters }: Call<Reads>) {
  return changeOf(eventName, requestParameters);
}

function subjectOf({ requestParameters, account }: Call<Reads>): string {
  const { accountId, servicePrincipal, organizationalUnitId, name, handshakeId } = requestParameters;
  return accountId ?? servicePrincipal ?? organizationalUnitId ?? name ?? handshakeId ?? `organisation of ${account}`;
}
