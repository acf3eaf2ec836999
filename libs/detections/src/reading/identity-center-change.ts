import { policyDocumentOf } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { broadRightsOf } from './broad-rights.ts';
import { isAdminPolicy, policyNameOf } from './managed-policy.ts';
import { Name } from './text.ts';

/** What a call to Identity Center, or to its directory, asks for. */
export const IdentityCenterChange = z.lazy(() =>
  z.object({
    instanceArn: Name.nullish(),
    identityStoreId: Name.nullish(),
    directoryId: Name.nullish(),
    permissionSetArn: Name.nullish(),
    managedPolicyArn: Name.nullish(),
    // Some of what people write here is hidden from the record.
    inlinePolicy: z.unknown().optional(),
    targetId: Name.nullish(),
    principalType: Name.nullish(),
    principalId: Name.nullish(),
    groupId: Name.nullish(),
    displayName: Name.nullish(),
    userName: Name.nullish(),
    configurationType: Name.nullish(),
    ssoConfiguration: z.object({ mfaMode: z.string().nullish() }).nullish(),
  }),
);
export type IdentityCenterChange = z.infer<typeof IdentityCenterChange>;

interface Act {
  readonly severity: Severity;
  /** To follow the actor. */
  readonly did: string;
}

const SOURCE = 'where people sign in';

/** Each call, by what it asks for. */
const ACTS: Readonly<Record<string, (change: IdentityCenterChange) => Act>> = {
  AddMemberToGroup: membership,
  AssociateDirectory: () => ({
    severity: 'critical',
    did: `connected another directory to IAM Identity Center, ${SOURCE}`,
  }),
  AttachManagedPolicyToPermissionSet: ({ managedPolicyArn = '', ...change }) => ({
    severity: isAdminPolicy(managedPolicyArn ?? '') ? 'high' : 'low',
    did: `attached ${policyNameOf(managedPolicyArn ?? 'a policy')} to the ${setOf(change)}`,
  }),
  CreateAccountAssignment: ({ principalType, principalId, targetId, ...change }) => ({
    severity: 'low',
    did: `gave the ${principalType?.toLowerCase() ?? 'principal'} ${principalId ?? 'unknown'} the ${setOf(change)} in the account ${targetId ?? 'unknown'}`,
  }),
  CreateGroup: ({ displayName }) => ({
    severity: 'low',
    did: isShown(displayName)
      ? `created the Identity Center group ${displayName}`
      : 'created a group of Identity Center',
  }),
  CreateGroupMembership: membership,
  CreateUser: ({ userName }) => ({
    severity: 'low',
    did: isShown(userName) ? `created the Identity Center user ${userName}` : 'created a user of Identity Center',
  }),
  DisableExternalIdPConfigurationForDirectory: () => ({
    severity: 'critical',
    did: `disconnected the identity provider from IAM Identity Center, ${SOURCE}`,
  }),
  DisassociateDirectory: () => ({
    severity: 'critical',
    did: `disconnected the directory from IAM Identity Center, ${SOURCE}`,
  }),
  EnableExternalIdPConfigurationForDirectory: () => ({
    severity: 'critical',
    did: `connected an external identity provider to IAM Identity Center, ${SOURCE}`,
  }),
  PutInlinePolicyToPermissionSet: inlinePolicy,
  PutMfaDeviceManagementForDirectory: () => ({
    severity: 'medium',
    did: 'changed how MFA devices are managed in IAM Identity Center',
  }),
  StartSSO: () => ({ severity: 'medium', did: 'switched IAM Identity Center on' }),
  UpdateSsoConfiguration: configuration,
};

export const IDENTITY_CENTER_CALLS: readonly string[] = Object.keys(ACTS);

/** What this call did to Identity Center. */
export function identityCenterActOf(eventName: string, change: IdentityCenterChange): Act {
  return ACTS[eventName]?.(change) ?? { severity: 'medium', did: `called ${eventName} of IAM Identity Center` };
}

function membership({ groupId }: IdentityCenterChange): Act {
  return { severity: 'low', did: `added a member to the Identity Center group ${groupId ?? 'unknown'}` };
}

/** AWS hides what says who a person is. */
function isShown(name: string | null | undefined): name is string {
  return name !== undefined && name !== null && !name.startsWith('HIDDEN_DUE_TO_SECURITY_REASONS');
}

/** A policy that cannot be read is worth a look; one that can, is judged. */
function inlinePolicy({ inlinePolicy: policy, ...change }: IdentityCenterChange): Act {
  const reading = policyDocumentOf(policy);
  const rights = reading.kind === 'policy' ? broadRightsOf(reading.policy) : undefined;
  const narrow = reading.kind === 'policy' ? 'low' : 'medium';
  return {
    severity: rights?.severity ?? narrow,
    did: `wrote a policy into the ${setOf(change)}${rights === undefined ? '' : `, which grants ${rights.described}`}`,
  };
}

/** The lengths of sessions are set by the same call as MFA. */
function configuration({ configurationType, ssoConfiguration }: IdentityCenterChange): Act {
  if (ssoConfiguration?.mfaMode === 'DISABLED') {
    return { severity: 'high', did: 'switched MFA off in IAM Identity Center' };
  }
  return {
    severity: configurationType === 'SESSION' ? 'low' : 'medium',
    did: `changed the settings of IAM Identity Center (${configurationType ?? 'unknown'})`,
  };
}

function setOf({ permissionSetArn }: Pick<IdentityCenterChange, 'permissionSetArn'>): string {
  return `permission set ${permissionSetArn?.split('/').at(-1) ?? 'unknown'}`;
}
