import { describe, expect, jest, test } from '@jest/globals';
import { type Request, allStatements, isAllowed } from './testing/policy.ts';
import { type Resource, nameOf, ofType } from './testing/resources.ts';
import { synthesised } from './testing/synthesised.ts';

jest.setTimeout(60_000);

const resources = synthesised();
const [trail] = ofType(resources, 'AWS::CloudTrail::Trail') as [Resource];
const bucket = called('BucketName', 'trailbell-logs-111122223333-eu-central-1');
const accessLogs = called('BucketName', 'trailbell-access-logs-111122223333-eu-central-1');
const key = called('Description', 'Encrypts what the trail of Trailbell writes');
const logGroup = called('LogGroupName', '/trailbell/cloudtrail');
const OUR_TRAIL = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/trailbell';

const bucketPolicy = allStatements(ofType(resources, 'AWS::S3::BucketPolicy')).filter(({ resources: on }) =>
  on.some((resource) => resource === bucket || resource.startsWith(`${bucket}/`)),
);
const keyPolicy = allStatements(ofType(resources, 'AWS::KMS::Key')).filter(({ of }) =>
  of.startsWith('trailbell-trail/'),
);

const writesALogFile: Request = {
  principal: 'Service:cloudtrail.amazonaws.com',
  action: 's3:PutObject',
  resource: `${bucket}/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/23/file.json.gz`,
  context: {
    'aws:SourceArn': OUR_TRAIL,
    's3:x-amz-acl': 'bucket-owner-full-control',
    'aws:SecureTransport': 'true',
    's3:TlsVersion': '1.3',
  },
};
const checksTheAcl: Request = {
  ...writesALogFile,
  action: 's3:GetBucketAcl',
  resource: bucket,
};

/** The name of the one resource of the trail's stack with this property. */
function called(property: string, value: string): string {
  const [found, ...others] = resources.filter(
    ({ stack, properties }) => stack === 'trailbell-trail' && properties[property] === value,
  );
  if (!found || others.length > 0) {
    throw new Error(`not one resource has the ${property} ${value}`);
  }
  return nameOf(found);
}

describe('the trail', () => {
  test('covers every region, is validated and encrypted, and writes to CloudWatch Logs', () => {
    expect(trail.properties).toMatchObject({
      TrailName: 'trailbell',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      KMSKeyId: key,
      CloudWatchLogsLogGroupArn: logGroup,
    });
  });

  test('logs management events and the writes of watched buckets', () => {
    expect(trail.properties.AdvancedEventSelectors).toMatchObject([
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
          { Field: 'readOnly', Equals: ['false'] },
          { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::example-payments-exports/'] },
        ],
      },
    ]);
  });

  test('logs no data event where no bucket is watched, and leaves out the sources an environment excludes', () => {
    const [quiet] = ofType(
      synthesised({ detections: {}, trail: { mode: 'create', excludedSources: ['kms.amazonaws.com'] } }),
      'AWS::CloudTrail::Trail',
    );

    expect(quiet?.properties.AdvancedEventSelectors).toMatchObject([
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Management'] },
          { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
        ],
      },
    ]);
  });

  test('is not created where there is one already', () => {
    const attached = synthesised({ trail: { mode: 'existing', logsObjectWrites: true } });

    expect(attached.filter(({ stack }) => stack === 'trailbell-trail')).toEqual([]);
  });
});

describe('the policy of the log bucket', () => {
  test('lets CloudTrail check the ACL and write log files of our trail', () => {
    expect(isAllowed(bucketPolicy, checksTheAcl)).toBe(true);
    expect(isAllowed(bucketPolicy, writesALogFile)).toBe(true);
  });

  test.each<[string, Partial<Request>]>([
    [
      'for the trail of a stranger',
      {
        context: {
          ...writesALogFile.context,
          'aws:SourceArn': 'arn:aws:cloudtrail:eu-central-1:444455556666:trail/trailbell',
        },
      },
    ],
    ['without handing the file over', { context: { ...writesALogFile.context, 's3:x-amz-acl': 'private' } }],
    [
      'under the prefix of another account',
      { resource: writesALogFile.resource.replace('111122223333', '444455556666') },
    ],
    ['over plain HTTP', { context: { ...writesALogFile.context, 'aws:SecureTransport': 'false' } }],
    ['over an old TLS', { context: { ...writesALogFile.context, 's3:TlsVersion': '1.1' } }],
    ['as another service', { principal: 'Service:config.amazonaws.com' }],
    ['as anybody', { principal: 'AWS:arn:aws:iam::444455556666:root' }],
    ['to delete', { action: 's3:DeleteObject' }],
  ])('refuses %s', (_, change) => {
    expect(isAllowed(bucketPolicy, { ...writesALogFile, ...change })).toBe(false);
  });

  test("lets the organisation's trail write under the organisation's prefix too", () => {
    const policy = allStatements(ofType(synthesised({ organizationId: 'o-exampleorgid' }), 'AWS::S3::BucketPolicy'));
    const ofMember = {
      ...writesALogFile,
      resource: writesALogFile.resource.replace('AWSLogs/', 'AWSLogs/o-exampleorgid/'),
    };

    expect(isAllowed(policy, ofMember)).toBe(true);
    expect(isAllowed(policy, writesALogFile)).toBe(true);
    expect(isAllowed(bucketPolicy, ofMember)).toBe(false);
  });
});

describe('the policy of the key of the trail', () => {
  const encrypts: Request = {
    principal: 'Service:cloudtrail.amazonaws.com',
    action: 'kms:GenerateDataKey',
    resource: '*',
    context: { 'aws:SourceArn': OUR_TRAIL, 'kms:EncryptionContext:aws:cloudtrail:arn': OUR_TRAIL },
  };

  test('lets CloudTrail encrypt for our trail and look the key up', () => {
    expect(isAllowed(keyPolicy, encrypts)).toBe(true);
    expect(
      isAllowed(keyPolicy, { ...encrypts, action: 'kms:DescribeKey', context: { 'aws:SourceArn': OUR_TRAIL } }),
    ).toBe(true);
  });

  test('lets it neither decrypt, nor encrypt for the trail of a stranger', () => {
    const stranger = OUR_TRAIL.replace('111122223333', '444455556666');

    expect(isAllowed(keyPolicy, { ...encrypts, action: 'kms:Decrypt' })).toBe(false);
    expect(isAllowed(keyPolicy, { ...encrypts, context: { ...encrypts.context, 'aws:SourceArn': stranger } })).toBe(
      false,
    );
  });

  test('lets CloudWatch Logs encrypt the log group of the trail, and no other', () => {
    const group = 'arn:aws:logs:eu-central-1:111122223333:log-group:/trailbell/cloudtrail';
    const logs = { ...encrypts, principal: 'Service:logs.eu-central-1.amazonaws.com' };

    expect(isAllowed(keyPolicy, { ...logs, context: { 'kms:EncryptionContext:aws:logs:arn': group } })).toBe(true);
    expect(isAllowed(keyPolicy, { ...logs, context: { 'kms:EncryptionContext:aws:logs:arn': `${group}-other` } })).toBe(
      false,
    );
  });
});

describe('what the trail writes', () => {
  const buckets = ofType(resources, 'AWS::S3::Bucket');

  test.each(buckets.map(({ id, properties }) => [id, properties] as const))(
    '%s is versioned, encrypted and closed to the public',
    (_, properties) => {
      expect(properties).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        BucketEncryption: {},
      });
    },
  );

  test('is kept for more than a year, in a bucket that records who reads it', () => {
    expect(
      buckets.find(({ properties }) => properties.BucketName === 'trailbell-logs-111122223333-eu-central-1')
        ?.properties,
    ).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 400 }] },
      LoggingConfiguration: { DestinationBucketName: accessLogs },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    });
  });

  test('can be queried for three months', () => {
    expect(
      ofType(resources, 'AWS::Logs::LogGroup').find(({ stack }) => stack === 'trailbell-trail')?.properties,
    ).toMatchObject({
      LogGroupName: '/trailbell/cloudtrail',
      RetentionInDays: 90,
      KmsKeyId: key,
    });
  });
});
