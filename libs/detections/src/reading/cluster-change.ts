import * as z from 'zod'; // not { z }: that bundles every locale
import { type Severity } from '../severity.ts';
import { Flag } from './flag.ts';
import { coversInternet } from './internet.ts';
import { listed } from './lists.ts';
import { Name } from './text.ts';

/** What a change of an EKS cluster's configuration asks for. */
export const ClusterChange = z.lazy(() =>
  z.object({
    name: Name.nullish(),
    logging: z
      .object({ clusterLogging: z.array(z.object({ types: z.array(Name).nullish(), enabled: Flag })).nullish() })
      .nullish(),
    resourcesVpcConfig: z
      .object({ endpointPublicAccess: Flag, publicAccessCidrs: z.array(z.string()).nullish() })
      .nullish(),
  }),
);
export type ClusterChange = z.infer<typeof ClusterChange>;

/** Who asked the cluster for what, and who they said they are. The other logs are for its operators. */
const EVIDENCE = ['api', 'audit', 'authenticator'];

interface Loss {
  readonly severity: Severity;
  /** To follow the actor; `of` and the cluster follow. */
  readonly did: string;
}

/** What the cluster loses, what weighs most first. */
export function lossesIn(change: ClusterChange): readonly Loss[] {
  return [...loggingLost(change), ...privacyLost(change)];
}

function loggingLost({ logging }: ClusterChange): readonly Loss[] {
  const off = (logging?.clusterLogging ?? [])
    .filter(({ enabled }) => enabled === false)
    .flatMap(({ types }) => types ?? []);
  const severity = off.some((type) => EVIDENCE.includes(type)) ? 'high' : 'low';
  return off.length === 0 ? [] : [{ severity, did: `turned off the ${listed(off)} logs` }];
}

function privacyLost({ resourcesVpcConfig: network }: ClusterChange): readonly Loss[] {
  const cidrs = network?.publicAccessCidrs ?? [];
  const isOpen = cidrs.length > 0 ? cidrs.some(coversInternet) : network?.endpointPublicAccess === true;
  return isOpen && network?.endpointPublicAccess !== false
    ? [{ severity: 'medium', did: 'let the whole internet reach the API' }]
    : [];
}
