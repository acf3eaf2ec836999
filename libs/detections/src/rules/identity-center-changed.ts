import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { IDENTITY_CENTER_CALLS, IdentityCenterChange, identityCenterActOf } from '../reading/identity-center-change.ts';

const Reads = z.lazy(() => z.object({ requestParameters: IdentityCenterChange.nullish() }));
type Reads = z.infer<typeof Reads>;

/**
 * IAM Identity Center changed: who tells it who people are, how they sign in, or what they may do where.
 *
 * Where people come from is changed once in years, and whoever changes it can be everybody. Assignments, groups and ordinary permission
 * sets are daily work, told in the digest; a permission set that grants everything is not. The events appear in the home region
 * of Identity Center, in the management account or its delegate.
 */
export const identityCenterChanged = defineDetection({
  id: 'identity-center-changed',
  title: 'IAM Identity Center changed',
  severity: 'high',
  why: 'Identity Center opens every account of the organisation. Whoever changes where its people come from, or what they may do, is in all of them.',
  falsePositives: [
    'Single sign-on moves to another identity provider. Everybody knows of the day.',
    'Access is given by infrastructure code. Add the role it runs with to `deployRoles` in the settings.',
  ],
  runbook: [
    'Ask the team that runs single sign-on whether the change is theirs.',
    'If it is not, set the former identity source or permission set again, and remove the assignment.',
    'Look for people who signed in since, and for accounts they had not used before.',
    'Disable the credentials of whoever called, and read what they did in the hour before.',
  ],
  techniques: ['T1484.002', 'T1098.003'],
  pattern: apiCalls({
    // People and groups: by the console, and by the public API.
    eventSource: ['identitystore.amazonaws.com', 'sso-directory.amazonaws.com', 'sso.amazonaws.com'],
    eventNames: IDENTITY_CENTER_CALLS,
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf(call, settings) {
    const { severity } = actOf(call);
    return severity === 'medium' && isDeployRole(call.actor, settings) ? 'low' : severity;
  },
  subject({ account, requestParameters }) {
    const { permissionSetArn, groupId } = requestParameters ?? {};
    return permissionSetArn?.split('/').at(-1) ?? groupId ?? `IAM Identity Center of ${account}`;
  },
  summarize: (call) => `${call.who} ${actOf(call).did}`,
});

function actOf({ eventName, requestParameters }: Call<Reads>) {
  return identityCenterActOf(eventName, requestParameters ?? {});
}
