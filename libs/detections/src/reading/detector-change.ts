import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { listed } from './lists.ts';
import { Name } from './text.ts';

const Flag = z.lazy(() => z.union([z.boolean(), z.stringbool()]).nullish());
const Switch = z.lazy(() => z.object({ enable: Flag }).nullish());

/** What a call about a detector or its members asks for. */
export const DetectorChange = z.lazy(() =>
  z.object({
    detectorId: Name.nullish(),
    accountIds: z.array(Name).nullish(),
    enable: Flag,
    features: z.array(z.object({ name: Name, status: z.string().nullish() })).nullish(),
    /** What features were called until 2023. */
    dataSources: z
      .object({
        s3Logs: Switch,
        kubernetes: z.object({ auditLogs: Switch }).nullish(),
        malwareProtection: z
          .object({ scanEc2InstanceWithFindings: z.object({ ebsVolumes: Flag }).nullish() })
          .nullish(),
      })
      .nullish(),
  }),
);
export type DetectorChange = z.infer<typeof DetectorChange>;

/** How one call takes GuardDuty's sight away, in words for what was done and for what was tried. */
interface Act {
  readonly severity: Severity;
  readonly did: string;
  readonly triedTo: string;
  readonly object: (change: DetectorChange) => string;
}

const DETECTOR = ({ detectorId }: DetectorChange) =>
  detectorId ? `the GuardDuty detector ${detectorId}` : 'GuardDuty';
const MEMBERS = ({ accountIds }: DetectorChange) =>
  accountIds && accountIds.length > 0 ? `the GuardDuty members ${listed(accountIds)}` : 'members of GuardDuty';
const ADMINISTRATOR = () => "GuardDuty's administrator account";

const CUT_OFF: Act = {
  severity: 'critical',
  did: 'cut this account off from',
  triedTo: 'cut this account off from',
  object: ADMINISTRATOR,
};

export const ACTS: Readonly<Record<string, Act>> = {
  DeleteDetector: { severity: 'critical', did: 'deleted', triedTo: 'delete', object: DETECTOR },
  DeleteMembers: { severity: 'critical', did: 'removed', triedTo: 'remove', object: MEMBERS },
  DeletePublishingDestination: {
    severity: 'high',
    did: 'deleted',
    triedTo: 'delete',
    object: () => 'the place where GuardDuty leaves its findings',
  },
  DisableOrganizationAdminAccount: { severity: 'critical', did: 'removed', triedTo: 'remove', object: ADMINISTRATOR },
  DisassociateFromAdministratorAccount: CUT_OFF,
  DisassociateFromMasterAccount: CUT_OFF,
  DisassociateMembers: { severity: 'critical', did: 'cut off', triedTo: 'cut off', object: MEMBERS },
  StopMonitoringMembers: { severity: 'critical', did: 'stopped watching', triedTo: 'stop watching', object: MEMBERS },
};

const SUSPENDED: Act = { severity: 'critical', did: 'suspended', triedTo: 'suspend', object: DETECTOR };

/** What this call does to GuardDuty; `undefined` when it takes nothing away. */
export function actOf(eventName: string, change: DetectorChange | null | undefined): Act | undefined {
  if (eventName !== 'UpdateDetector') {
    return ACTS[eventName];
  }
  if (change?.enable === false) {
    return SUSPENDED;
  }
  const features = change ? disabledFeaturesOf(change) : [];
  return features.length === 0
    ? undefined
    : { severity: 'high', did: 'turned off', triedTo: 'turn off', object: () => `${listed(features)} of GuardDuty` };
}

function disabledFeaturesOf({ features, dataSources }: DetectorChange): readonly string[] {
  const off = (features ?? []).filter(({ status }) => status === 'DISABLED').map(({ name }) => name);
  const sources: readonly (readonly [unknown, string])[] = [
    [dataSources?.s3Logs?.enable, 'S3 logs'],
    [dataSources?.kubernetes?.auditLogs?.enable, 'Kubernetes audit logs'],
    [dataSources?.malwareProtection?.scanEc2InstanceWithFindings?.ebsVolumes, 'malware scans'],
  ];
  return [...off, ...sources.filter(([enabled]) => enabled === false).map(([, name]) => name)];
}
