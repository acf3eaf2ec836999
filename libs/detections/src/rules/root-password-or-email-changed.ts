import * as z from 'zod'; // not { z }: that bundles every locale
import { type CallFacts, defineDetection } from '../define-detection.ts';
import { Name } from '../reading/text.ts';
import { type Severity } from '../severity.ts';

interface Act {
  readonly severity: Severity;
  readonly did: string;
  /** Anybody who knows the address can ask. AWS records root all the same. */
  readonly by?: string;
}

/** Signing in, root itself; account management, somebody in the organisation's management account. */
const ACTS: Readonly<Record<string, Act>> = {
  PasswordUpdated: { severity: 'critical', did: "changed root's password" },
  PasswordRecoveryCompleted: { severity: 'critical', did: "reset root's password by e-mail" },
  PasswordRecoveryRequested: {
    severity: 'high',
    did: "asked for an e-mail to reset root's password",
    by: 'somebody who knows its address',
  },
  EmailUpdated: { severity: 'critical', did: "changed root's e-mail address" },
  StartPrimaryEmailUpdate: { severity: 'high', did: "began to change root's e-mail address" },
  AcceptPrimaryEmailUpdate: { severity: 'critical', did: "changed root's e-mail address" },
};

const Reads = z.lazy(() =>
  z.object({
    eventSource: z.string(),
    requestParameters: z.object({ accountId: Name.nullish() }).nullish(),
  }),
);

/**
 * Root's password or e-mail address changed, or is about to.
 *
 * Whoever reads root's mail can be root: a reset needs the e-mail address alone, and anybody can ask for one. The detail-type
 * of these events differs (API call, sign-in, service event), so the pattern takes them all.
 */
export const rootPasswordOrEmailChanged = defineDetection({
  id: 'root-password-or-email-changed',
  title: 'Root password, e-mail or recovery changed',
  severity: 'critical',
  why: "Whoever sets root's password or owns its e-mail address owns the account. Changing both is how an account is taken over for good.",
  falsePositives: [
    'Those who hold the root credentials change the password on purpose, or move the address to a new mailbox.',
    'Somebody forgot the password and asked for a new one. A request alone changes nothing.',
  ],
  runbook: [
    'Ask those who hold the root credentials whether one of them did this, from this address.',
    "If nobody did, take the mailbox of root's address back first, then reset the password and register MFA anew.",
    'If the address was changed already, call AWS Support now: they give an account back to its owner.',
    'Go through what root did since, and delete access keys of root.',
  ],
  techniques: ['T1098'],
  pattern: {
    'detail-type': [{ prefix: 'AWS ' }],
    detail: {
      eventSource: ['account.amazonaws.com', 'signin.amazonaws.com'],
      eventName: Object.keys(ACTS),
    },
  },
  reads: Reads,
  matches: ({ actor, outcome, eventSource }) =>
    outcome.kind !== 'denied' &&
    outcome.kind !== 'failed' &&
    (actor.kind === 'root' || eventSource === 'account.amazonaws.com'),
  severityOf: (call) => actOf(call).severity,
  subject: (call) => `root of ${call.requestParameters?.accountId ?? call.account}`,
  summarize(call) {
    const { accountId } = call.requestParameters ?? {};
    const { did, by = call.who } = actOf(call);
    return `${by} ${did}${accountId ? ` in the account ${accountId}` : ''}`;
  },
});

function actOf({ eventName }: CallFacts): Act {
  return ACTS[eventName] ?? { severity: 'critical', did: `called ${eventName}` };
}
