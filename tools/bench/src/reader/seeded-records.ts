import { type Random, base64, digits, hex, pick, randomFrom, uuid } from './seeded-text.ts';

type Json = Readonly<Record<string, unknown>>;

/** Records as an account writes them on an ordinary day, the same for the same seed: log delivery, and a few people. */
export function seededRecords(count: number, seed: number): readonly Json[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => recordAt(random() * 100, random));
}

/** Names and shares of thirty thousand records of a real account; the last two are of every account. */
function recordAt(percent: number, random: Random): Json {
  if (percent < 51.3) {
    return logDelivery(random);
  }
  if (percent < 73.2) {
    return serviceCall(random, 's3.amazonaws.com', 'GetBucketAcl', { bucketName: BUCKET, Host: HOST, acl: '' });
  }
  if (percent < 90.5) {
    const encryptionContext = { 'aws:cloudtrail:arn': TRAIL, 'aws:s3:arn': `arn:aws:s3:::${BUCKET}/${logKey(random)}` };
    return serviceCall(random, 'kms.amazonaws.com', 'GenerateDataKey', {
      encryptionContext,
      keySpec: 'AES_256',
      keyId: KEY,
    });
  }
  if (percent < 94.5) {
    return personCall(random, 's3.amazonaws.com', 'GetObject', { bucketName: BUCKET, Host: HOST, key: logKey(random) });
  }
  if (percent < 98.4) {
    return personCall(random, 'kms.amazonaws.com', 'Decrypt', { encryptionContext: { 'aws:s3:arn': logKey(random) } });
  }
  return percent < 99 ? assumeRole(random) : describeCall(random);
}

const ACCOUNT = '111122223333';
const START_MS = Date.UTC(2026, 2, 1);
const REGIONS = ['eu-central-1', 'us-east-1', 'eu-west-1', 'ap-southeast-2'];
const ROLES = ['inventory', 'deploy', 'backup', 'observability', 'cost-report'];
const BUCKET = 'example-trail-logs';
const HOST = 'example-trail-logs.s3.eu-central-1.amazonaws.com';
const TRAIL = `arn:aws:cloudtrail:eu-central-1:${ACCOUNT}:trail/main`;
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/8f2c1d2e-0000-4000-8000-000000000000`;
const PEOPLE = ['ana', 'bela', 'carlos', 'dana', 'emre', 'fatima'];

function logDelivery(random: Random): Json {
  const key = logKey(random);
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
    ...times(random),
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    awsRegion: 'eu-central-1',
    sourceIPAddress: 'cloudtrail.amazonaws.com',
    userAgent: 'cloudtrail.amazonaws.com',
    requestParameters: { bucketName: 'example-trail-logs', Host: 'example-trail-logs.s3.amazonaws.com', key },
    responseElements: { 'x-amz-server-side-encryption': 'aws:kms' },
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'ECDHE-RSA-AES128-GCM-SHA256',
      bytesTransferredIn: Math.floor(random() * 50_000),
      bytesTransferredOut: 0,
      AuthenticationMethod: 'AuthHeader',
      'x-amz-id-2': base64(random, 76),
    },
    ...ids(random),
    readOnly: false,
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::example-trail-logs/${key}` },
      { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::example-trail-logs' },
    ],
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: ACCOUNT,
    sharedEventID: uuid(random),
    eventCategory: 'Data',
  };
}

function logKey(random: Random): string {
  const region = pick(random, REGIONS);
  return `AWSLogs/${ACCOUNT}/CloudTrail/${region}/2026/03/01/${ACCOUNT}_CloudTrail_${region}_20260301T${digits(random, 4)}Z_${base64(random, 16)}.json.gz`;
}

function serviceCall(random: Random, eventSource: string, eventName: string, requestParameters: Json): Json {
  const caller = 'cloudtrail.amazonaws.com';
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'AWSService', invokedBy: caller },
    ...call(random, eventSource, eventName, { from: caller, agent: caller }),
    requestParameters,
    responseElements: null,
    ...ids(random),
    ...readOnlyTail(random),
  };
}

function personCall(random: Random, eventSource: string, eventName: string, requestParameters: Json): Json {
  const person = pick(random, PEOPLE);
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAIOSFODNN7EXAMPLE',
      arn: `arn:aws:iam::${ACCOUNT}:user/${person}`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: person,
    },
    ...call(random, eventSource, eventName, {
      from: '203.0.113.9',
      agent: '[aws-cli/2.2.16 Python/3.13.7 command/s3.sync]',
    }),
    requestParameters,
    responseElements: null,
    additionalEventData: { SignatureVersion: 'SigV4', 'x-amz-id-2': base64(random, 76), bytesTransferredOut: 2356 },
    ...ids(random),
    ...readOnlyTail(random),
  };
}

function call(
  random: Random,
  eventSource: string,
  eventName: string,
  { from, agent }: Readonly<Record<'from' | 'agent', string>>,
) {
  return {
    ...times(random),
    eventSource,
    eventName,
    awsRegion: 'eu-central-1',
    sourceIPAddress: from,
    userAgent: agent,
  };
}

function readOnlyTail(random: Random): Json {
  return {
    readOnly: true,
    resources: [{ accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    sharedEventID: uuid(random),
    eventCategory: 'Management',
  };
}

function describeCall(random: Random): Json {
  const instances = Array.from({ length: Math.floor(random() * 6) }, () => ({ instanceId: `i-${hex(random, 17)}` }));
  const role = pick(random, ROLES);
  const session = `${pick(random, PEOPLE)}-${digits(random, 13)}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAIOSFODNN7EXAMPLE:${session}`,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
      accountId: ACCOUNT,
      accessKeyId: `ASIA${base64(random, 9).toUpperCase()}EXAMPLE`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAIOSFODNN7EXAMPLE',
          arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
          accountId: ACCOUNT,
          userName: role,
        },
        webIdFederationData: {},
        attributes: { creationDate: '2026-03-01T08:00:00Z', mfaAuthenticated: 'false' },
      },
    },
    ...times(random),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    awsRegion: pick(random, REGIONS),
    sourceIPAddress: `203.0.113.${Math.floor(random() * 255)}`,
    userAgent: 'aws-sdk-go-v2/1.36.0 os/linux lang/go#1.24.0 md/GOARCH#arm64 api/ec2#1.200.0',
    requestParameters: { instancesSet: { items: instances }, filterSet: {} },
    responseElements: null,
    ...ids(random),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: 'ec2.eu-central-1.amazonaws.com',
    },
  };
}

function assumeRole(random: Random): Json {
  const person = pick(random, PEOPLE);
  const session = `${person}-${digits(random, 13)}`;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAIOSFODNN7EXAMPLE',
      arn: `arn:aws:iam::${ACCOUNT}:user/${person}`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: person,
    },
    ...times(random),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: 'us-east-1',
    sourceIPAddress: `203.0.113.${Math.floor(random() * 255)}`,
    userAgent: 'aws-cli/2.30.1 md/awscrt#0.27.6 ua/2.1 os/linux md/arch#x86_64 lang/python#3.13.7',
    requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`, roleSessionName: session },
    responseElements: {
      credentials: {
        accessKeyId: `ASIA${base64(random, 9).toUpperCase()}EXAMPLE`,
        expiration: 'Mar 1, 2026, 9:15:00 AM',
      },
      assumedRoleUser: {
        assumedRoleId: `AROAIOSFODNN7EXAMPLE:${session}`,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${session}`,
      },
    },
    ...ids(random),
    readOnly: true,
    resources: [{ accountId: ACCOUNT, type: 'AWS::IAM::Role', ARN: `arn:aws:iam::${ACCOUNT}:role/deploy` }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  };
}

function times(random: Random): Json {
  return { eventTime: new Date(START_MS + Math.floor(random() * 86_400) * 1_000).toISOString().replace('.000', '') };
}

function ids(random: Random): Json {
  return { requestID: hex(random, 16).toUpperCase(), eventID: uuid(random) };
}
