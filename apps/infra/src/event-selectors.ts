import { type CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';

export interface Logged {
  readonly excludedSources: readonly string[];
  /** Buckets of which object writes are logged. */
  readonly watchedBuckets: readonly string[];
  readonly partition: string;
}

/** Management events but those excluded, and object writes of watched buckets: nothing else is paid for. */
export function eventSelectors(logged: Logged): CfnTrail.AdvancedEventSelectorProperty[] {
  return [managementEvents(logged), ...objectWrites(logged)];
}

function managementEvents({ excludedSources }: Logged): CfnTrail.AdvancedEventSelectorProperty {
  return {
    name: 'Management events',
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Management'] },
      ...(excludedSources.length > 0 ? [{ field: 'eventSource', notEquals: [...excludedSources] }] : []),
    ],
  };
}

function objectWrites({ watchedBuckets, partition }: Logged): CfnTrail.AdvancedEventSelectorProperty[] {
  if (watchedBuckets.length === 0) {
    return [];
  }
  return [
    {
      name: 'Object writes of watched buckets',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        { field: 'readOnly', equalTo: ['false'] },
        { field: 'resources.ARN', startsWith: watchedBuckets.map((bucket) => `arn:${partition}:s3:::${bucket}/`) },
      ],
    },
  ];
}
