import * as z from 'zod'; // not { z }: that bundles every locale
import { type Act, deleting } from './act.ts';
import { Flag } from './flag.ts';
import { Name } from './text.ts';

const Types = z.lazy(() => z.object({ resourceTypes: z.array(z.string()).nullish() }).nullish());

/** What a call asks of AWS Config. */
export const RecorderChange = z.lazy(() =>
  z.object({
    configurationRecorderName: Name.nullish(),
    deliveryChannelName: Name.nullish(),
    configRuleName: Name.nullish(),
    organizationConfigRuleName: Name.nullish(),
    conformancePackName: Name.nullish(),
    configurationAggregatorName: Name.nullish(),
    retentionConfigurationName: Name.nullish(),
    configurationRecorder: z
      .object({
        name: Name.nullish(),
        recordingGroup: z
          .object({
            allSupported: Flag,
            resourceTypes: z.array(z.string()).nullish(),
            exclusionByResourceTypes: Types,
          })
          .nullish(),
      })
      .nullish(),
    deliveryChannel: z.object({ name: Name.nullish(), s3BucketName: Name.nullish() }).nullish(),
  }),
);
export type RecorderChange = z.infer<typeof RecorderChange>;

type ActOnConfig = Act & { readonly object: string };
type Read = (change: RecorderChange) => ActOnConfig;

const called = (what: string, name: string | null | undefined) => (name ? `the ${what} ${name}` : `an ${what}`);

const RECORDER = 'AWS Config recorder';
const CHANNEL = 'AWS Config delivery channel';

const CALLS: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    'StopConfigurationRecorder',
    ({ configurationRecorderName: name }) => ({
      ...{ did: 'stopped', triedTo: 'stop', severity: 'high' },
      object: called(RECORDER, name),
    }),
  ],
  [
    'DeleteConfigurationRecorder',
    ({ configurationRecorderName: name }) => ({ ...deleting('high'), object: called(RECORDER, name) }),
  ],
  [
    'DeleteDeliveryChannel',
    ({ deliveryChannelName: name }) => ({ ...deleting('high'), object: called(CHANNEL, name) }),
  ],
  ['PutConfigurationRecorder', recorderPut],
  ['PutDeliveryChannel', channelPut],
  ['DeleteConfigRule', ({ configRuleName: name }) => ({ ...deleting('low'), object: called('AWS Config rule', name) })],
  [
    'DeleteOrganizationConfigRule',
    ({ organizationConfigRuleName: name }) => ({
      ...deleting('medium'),
      object: called('AWS Config rule of the organisation', name),
    }),
  ],
  [
    'DeleteConformancePack',
    ({ conformancePackName: name }) => ({ ...deleting('medium'), object: called('AWS Config conformance pack', name) }),
  ],
  [
    'DeleteConfigurationAggregator',
    ({ configurationAggregatorName: name }) => ({
      ...deleting('medium'),
      object: called('AWS Config aggregator', name),
    }),
  ],
  [
    'DeleteRetentionConfiguration',
    ({ retentionConfigurationName: name }) => ({
      ...deleting('low'),
      object: called('AWS Config retention', name),
    }),
  ],
]);

export const CALL_NAMES = [...CALLS.keys()];

export function actOnConfig(eventName: string, change: RecorderChange | null | undefined): ActOnConfig | undefined {
  return CALLS.get(eventName)?.(change ?? {});
}

/** Putting is how a recorder is made, made whole, and made blind. */
function recorderPut({ configurationRecorder: recorder }: RecorderChange): ActOnConfig {
  const object = called(RECORDER, recorder?.name);
  const missing = describeMissing(recorder?.recordingGroup);
  return missing === undefined
    ? { did: 'set up', triedTo: 'set up', severity: 'info', object }
    : { did: 'changed', triedTo: 'change', severity: 'medium', object: `${object}: it ${missing}` };
}

type RecordingGroup = NonNullable<NonNullable<RecorderChange['configurationRecorder']>['recordingGroup']>;

/** Without a group everything is recorded. */
function describeMissing(group: RecordingGroup | null | undefined): string | undefined {
  const left = group?.exclusionByResourceTypes?.resourceTypes ?? [];
  if (left.length > 0) {
    return `leaves out ${countOf(left)}`;
  }
  const kept = group?.allSupported === false ? (group.resourceTypes ?? []) : [];
  return kept.length === 0 ? undefined : `records ${countOf(kept)} alone`;
}

function countOf(types: readonly string[]): string {
  return types.length === 1 ? 'one type of resource' : `${types.length} types of resources`;
}

function channelPut({ deliveryChannel: channel }: RecorderChange): ActOnConfig {
  const to = channel?.s3BucketName ? ` to write to the bucket ${channel.s3BucketName}` : '';
  return { did: 'set', triedTo: 'set', severity: 'low', object: `${called(CHANNEL, channel?.name)}${to}` };
}
