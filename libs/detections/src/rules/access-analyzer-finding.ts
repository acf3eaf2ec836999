import { defineDetection } from '../define-detection.ts';
import { serviceEvents } from '../patterns.ts';
import { AnalyzerFinding, describePrincipals, guestsIn } from '../reading/analyzer-finding.ts';

/**
 * Access Analyzer found that somebody outside can reach something.
 *
 * It reads the policy of every kind of resource as AWS judges it, and so finds what no reading of one call can. Accounts of the
 * team's own, and roles that vendors were let into, do not ring; nor do people who sign in through the company's directory.
 */
export const accessAnalyzerFinding = defineDetection({
  id: 'access-analyzer-finding',
  title: 'Access Analyzer found access from outside',
  severity: 'medium',
  windowMinutes: 25 * 60, // a finding that is still active is sent again every day
  why: 'The resource can be reached by somebody outside, by its policy as it stands now, whoever wrote it and however.',
  falsePositives: [
    'A new analyzer tells everything at once that was open before it. Archive what is meant by archive rules.',
    'An account of the company. Add it to `ownAccounts` in the settings, or make the organisation the zone of trust.',
  ],
  runbook: [
    'Open the finding, and ask the owner of the resource whether that access is meant.',
    'If it is not, take it out of the policy: the finding resolves by itself.',
    'Find out in the trail who changed the policy, and when.',
    'If it is meant, archive the finding by a rule that names the resource.',
  ],
  techniques: ['T1537', 'T1530'],
  pattern: serviceEvents({
    source: 'aws.access-analyzer',
    detailTypes: ['Access Analyzer Finding'],
    detail: { status: ['ACTIVE'], isDeleted: [false, { exists: false }] },
  }),
  reads: AnalyzerFinding.transform((finding) => ({ finding })),
  about: ({ finding: { accountId, region } }) => ({
    ...(accountId && { account: accountId }),
    ...(region && { region }),
  }),
  matches: (call, settings) =>
    call.finding.isPublic === true || guestsIn(call.finding, call.account, settings).length > 0,
  severityOf: (call) => (call.finding.isPublic === true ? 'high' : 'medium'),
  subject: ({ finding: { resource, id } }) => resource ?? id,
  summarize(call, settings) {
    const { finding, account } = call;
    const guests = finding.isPublic === true ? 'everybody' : describePrincipals(guestsIn(finding, account, settings));
    return `Access Analyzer: ${guests} can reach ${finding.resource ?? 'a resource'}${describeActions(finding.action)}`;
  },
});

const LONGEST_LIST = 3;

function describeActions(actions: readonly string[] | null | undefined): string {
  if (!actions || actions.length === 0) {
    return '';
  }
  const more = actions.length - LONGEST_LIST;
  return ` (${actions.slice(0, LONGEST_LIST).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
