import { describe, expect, test } from '@jest/globals';
import { type Routing } from '@trailbell/alerting';
import { type EnvironmentFile } from './config.ts';
import { type Request, allStatements, isAllowed } from './testing/policy.ts';
import { type Resource, nameOf, ofType } from './testing/resources.ts';
import { synthesised } from './testing/synthesised.ts';

const resources = synthesised();
const [trail] = ofType(resources, 'AWS::CloudTrail::Trail') as [Resource];
const bucket = called('BucketName', 'trailbell-logs-111122223333-eu-central-1');
const accessLogs = called('BucketName', 'trailbell-access-logs-111122223333-eu-central-1');
const recordsKey = called('Description', 'Encrypts the records that CloudWatch Logs keeps for queries');
const logGroup = called('LogGroupName', '/trailbell/cloudtrail');
const OUR_TRAIL = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/trailbell';

const bucketPolicy = allStatements(ofType(resources, 'AWS::S3::BucketPolicy')).filter(({ resources: on }) =>
  on.some((resource) => resource === bucket || resource.startsWith(`${bucket}/`)),
);
const keyPolicy = allStatements(ofType(resources, 'AWS::KMS::Key')).filter(({ of }) =>
  of.startsWith('trailbell-logs/'),
);
const recordsKeyPolicy = allStatements(ofType(resources, 'AWS::KMS::Key')).filter(({ of }) =>
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
    ({ stack, properties }) => ['trailbell-trail', 'trailbell-logs'].includes(stack) && properties[property] === value,
  );
  if (!found || others.length > 0) {
    throw new Error(`not one resource has the ${property} ${value}`);
  }
  return nameOf(found);
}

const inOrganization = synthesised({
  organization: { id: 'o-exampleorgid', managementAccount: '444455556666' },
  trail: {
    mode: 'create',
    managementEvents: 'write-only',
    objectEvents: 'all',
    insights: ['ApiErrorRateInsight'],
    objectLock: { mode: 'compliance', days: 365 },
    logGroup: {},
  },
});

describe('the trail of an organisation', () => {
  const [one, ...others] = ofType(inOrganization, 'AWS::CloudTrail::Trail');

  test('stands once, in the management account, and writes to the bucket of the account of the hub', () => {
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      stack: 'trailbell-trail-444455556666',
      properties: {
        IsOrganizationTrail: true,
        S3BucketName: 'trailbell-logs-111122223333-eu-central-1',
        KMSKeyId: 'arn:aws:kms:eu-central-1:111122223333:alias/trailbell-trail',
      },
    });
  });

  test('may write to streams of its own account and of the organisation, and to no others', () => {
    const [policy] = allStatements(ofType(inOrganization, 'AWS::IAM::Policy')).filter(({ of }) =>
      of.startsWith('trailbell-trail-444455556666/'),
    );
    const group = 'arn:aws:logs:eu-central-1:444455556666:log-group:/trailbell/cloudtrail:log-stream';

    expect(policy).toMatchObject({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${group}:444455556666_CloudTrail_eu-central-1*`, `${group}:o-exampleorgid_CloudTrail_eu-central-1*`],
    });
  });

  test('logs what the environment asks for: writes alone, reads of objects too, unusual rates of errors', () => {
    const selectors = one?.properties.AdvancedEventSelectors as { FieldSelectors: object[] }[];

    expect(selectors.map(({ FieldSelectors }) => FieldSelectors)).toMatchObject([
      [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'readOnly', Equals: ['false'] },
      ],
      [{ Field: 'eventCategory' }, { Field: 'resources.type' }, { Field: 'resources.ARN' }],
    ]);
    expect(one?.properties.InsightSelectors).toEqual([{ InsightType: 'ApiErrorRateInsight' }]);
  });

  test('writes files that nobody may delete for a year', () => {
    const [bucketOfLogs] = ofType(inOrganization, 'AWS::S3::Bucket').filter(({ properties }) =>
      String(properties.BucketName).startsWith('trailbell-logs-'),
    );

    expect(bucketOfLogs?.properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } } },
    });
  });
});

describe('without an organisation', () => {
  const inTwoAccounts = synthesised({ memberAccounts: ['444455556666'], trail: { mode: 'create' } });

  test('each account has a trail, and all of them write to the one bucket', () => {
    const trails = ofType(inTwoAccounts, 'AWS::CloudTrail::Trail');
    const policy = allStatements(ofType(inTwoAccounts, 'AWS::S3::BucketPolicy'));
    const ofMember = (account: string) => ({
      ...writesALogFile,
      resource: writesALogFile.resource.replace('111122223333', account),
      context: { ...writesALogFile.context, 'aws:SourceArn': OUR_TRAIL.replace('111122223333', account) },
    });

    expect(trails.map(({ stack }) => stack)).toEqual(['trailbell-trail', 'trailbell-trail-444455556666']);
    expect(isAllowed(policy, ofMember('444455556666'))).toBe(true);
    expect(isAllowed(policy, ofMember('777788889999'))).toBe(false);
  });

  test('no log group is paid for unless it is asked for', () => {
    expect(
      ofType(inTwoAccounts, 'AWS::Logs::QueryDefinition', 'AWS::KMS::Key').map(({ stack }) => stack),
    ).not.toContain('trailbell-trail');
    expect(ofType(inTwoAccounts, 'AWS::CloudTrail::Trail')[0]?.properties.CloudWatchLogsLogGroupArn).toBeUndefined();
  });
});

test('alerts link to a query of the records where there is a log group, and the others have no such link', () => {
  const linked = (file: Partial<EnvironmentFile>) =>
    ofType(synthesised(file), 'AWS::Lambda::Function')
      .map(({ properties }) => (properties.Environment as { Variables: { ROUTING?: string } }).Variables.ROUTING)
      .flatMap((routing) =>
        routing === undefined ? [] : [(JSON.parse(routing) as Routing).messages?.recordsLogGroup],
      );
  const records = { region: 'eu-central-1', name: '/trailbell/cloudtrail' };

  expect(linked({})).toContainEqual(records);
  expect(linked({}).filter((link) => link?.name !== records.name)).toEqual([]);
  expect(linked({ trail: { mode: 'create' } }).filter((link) => link !== undefined)).toEqual([]);
});

describe('saved queries', () => {
  test('ask the log group of the trail', () => {
    expect(
      ofType(resources, 'AWS::Logs::QueryDefinition').map(({ properties: { Name, LogGroupNames } }) => [
        Name,
        LogGroupNames,
      ]),
    ).toEqual(
      ['who did what', 'by actor', 'by denied call', 'by region'].map((name) => [`trailbell/${name}`, [logGroup]]),
    );
  });

  test('ask that of a trail that was there before, where it names one', () => {
    const attached = synthesised({
      trail: { mode: 'existing', bucket: 'control-tower-evidence', logGroup: 'control-tower', logsObjectWrites: true },
    });

    expect(ofType(attached, 'AWS::Logs::QueryDefinition').map(({ properties }) => properties.LogGroupNames)).toEqual(
      Array.from({ length: 4 }, () => ['control-tower']),
    );
  });
});

describe('the trail', () => {
  test('covers every region, is validated and encrypted, and writes to CloudWatch Logs', () => {
    expect(trail.properties).toMatchObject({
      TrailName: 'trailbell',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      IsOrganizationTrail: false,
      S3BucketName: 'trailbell-logs-111122223333-eu-central-1',
      KMSKeyId: 'arn:aws:kms:eu-central-1:111122223333:alias/trailbell-trail',
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
    const attached = synthesised({
      trail: { mode: 'existing', bucket: 'control-tower-evidence', logsObjectWrites: true },
    });

    expect(attached.filter(({ stack }) => ['trailbell-trail', 'trailbell-logs'].includes(stack))).toEqual([]);
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
    const policy = allStatements(ofType(inOrganization, 'AWS::S3::BucketPolicy'));
    const ofMember = {
      ...writesALogFile,
      resource: writesALogFile.resource.replace('AWSLogs/', 'AWSLogs/o-exampleorgid/'),
      context: { ...writesALogFile.context, 'aws:SourceArn': OUR_TRAIL.replace('111122223333', '444455556666') },
    };

    expect(isAllowed(policy, ofMember)).toBe(true);
    expect(isAllowed(bucketPolicy, ofMember)).toBe(false);
    expect(isAllowed(policy, { ...ofMember, context: writesALogFile.context })).toBe(false);
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

    const allowed = (arn: string) =>
      isAllowed(recordsKeyPolicy, { ...logs, context: { 'kms:EncryptionContext:aws:logs:arn': arn } });

    expect(allowed(group)).toBe(true);
    expect(allowed(`${group}-other`)).toBe(false);
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
      KmsKeyId: recordsKey,
    });
  });
});
