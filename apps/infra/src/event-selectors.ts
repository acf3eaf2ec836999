import { type CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { type CreatedTrail } from './trail-config.ts';

export type Logged = Pick<CreatedTrail, 'managementEvents' | 'excludedSources' | 'objectEvents'> & {
  /** Buckets whose object events are logged. */
  readonly watchedBuckets: readonly string[];
  readonly partition: string;
};

/** Management events but those excluded, and calls on the objects of watched buckets: nothing else is paid for. */
export function eventSelectors(logged: Logged): CfnTrail.AdvancedEventSelectorProperty[] {
  return [managementEvents(logged), ...objectEvents(logged)];
}

const WRITES = { field: 'readOnly', equalTo: ['false'] };

function managementEvents({
  managementEvents: which,
  excludedSources,
}: Logged): CfnTrail.AdvancedEventSelectorProperty {
  return {
    name: 'Management events',
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Management'] },
      ...(excludedSources.length > 0 ? [{ field: 'eventSource', notEquals: [...excludedSources] }] : []),
      ...(which === 'write-only' ? [WRITES] : []),
    ],
  };
}

function objectEvents(logged: Logged): CfnTrail.AdvancedEventSelectorProperty[] {
  const { watchedBuckets, objectEvents: which, partition } = logged;
  if (watchedBuckets.length === 0) {
    return [];
  }
  return [
    {
      name: 'Objects of watched buckets',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        ...(which === 'write-only' ? [WRITES] : []),
        { field: 'resources.ARN', startsWith: watchedBuckets.map((bucket) => `arn:${partition}:s3:::${bucket}/`) },
      ],
    },
  ];
}
