import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { serviceEvents } from '../patterns.ts';
import { listed } from '../reading/lists.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    eventArn: Name,
    eventTypeCode: Name,
    statusCode: z.string().nullish(),
    affectedAccount: Name.nullish(),
    affectedEntities: z.array(z.object({ entityValue: Name.nullish() })).nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const LONGEST_LIST = 3;

/**
 * AWS itself says that credentials are known to others, or that somebody complained of what the account does.
 *
 * AWS searches public code for keys and finds them within minutes, as do those who use them. It comes from AWS Health, in
 * us-east-1, and not from the trail.
 */
export const healthCredentialsExposed = defineDetection({
  id: 'health-credentials-exposed',
  title: 'AWS reports exposed credentials or abuse',
  severity: 'critical',
  why: 'A key that AWS found others find as well, and use within minutes. Reports of abuse mean that somebody may be at work in the account already.',
  falsePositives: [
    'A report of abuse about content that a customer of yours published. Answer it all the same: AWS may stop the account.',
  ],
  runbook: [
    'Disable the key now. AWS may have put it in quarantine, which keeps it from little.',
    'Read in the trail what was done with it, in every region, from before AWS found it.',
    'Remove what was made with it: users, keys, roles, instances, functions.',
    'Take the key out of the code and its history, and give the workload a role instead.',
  ],
  techniques: ['T1552.001', 'T1078.004'],
  pattern: serviceEvents({
    source: 'aws.health',
    detailTypes: ['AWS Health Event', 'AWS Health Abuse Event'],
    detail: { service: ['RISK', 'ABUSE'] },
  }),
  reads: Reads,
  about: ({ affectedAccount }) => (affectedAccount ? { account: affectedAccount } : {}),
  matches: ({ statusCode }) => statusCode !== 'closed',
  severityOf(call) {
    if (!isAbuse(call)) {
      return 'critical';
    }
    return /COPYRIGHT|DMCA|TRADEMARK/.test(call.eventTypeCode) ? 'medium' : 'high';
  },
  subject: ({ eventArn }) => eventArn.split('/').at(-1) ?? eventArn,
  summarize(call) {
    const kind = call.eventTypeCode
      .replace(/^AWS_(RISK|ABUSE)_/, '')
      .toLowerCase()
      .replaceAll('_', ' ');
    const [said, about] = isAbuse(call) ? ['abuse', 'by'] : ['a risk', 'about'];
    const affected = affectedIn(call);
    return `AWS Health reports ${said}, ${kind}${affected.length === 0 ? '' : `, ${about} ${listed(affected)}`}`;
  },
});

function isAbuse({ eventTypeCode }: Call<Reads>): boolean {
  return eventTypeCode.startsWith('AWS_ABUSE_');
}

function affectedIn({ affectedEntities }: Call<Reads>): readonly string[] {
  const names = (affectedEntities ?? []).flatMap(({ entityValue }) => (entityValue ? [shown(entityValue)] : []));
  const more = names.length - LONGEST_LIST;
  return more > 0 ? [...names.slice(0, LONGEST_LIST), `${more} more`] : names;
}

/** The end of a key is enough to find it by, and gives nobody the rest. */
function shown(entity: string): string {
  return entity.replace(/\bA[KS]IA[A-Z0-9]+([A-Z0-9]{4})\b/g, 'the access key that ends in $1');
}
