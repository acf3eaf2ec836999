type Json = Readonly<Record<string, unknown>>;

/** Records as an account writes them on an ordinary day, the same for the same seed. */
export function seededRecords(count: number, seed: number): readonly Json[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const kind = random();
    if (kind < 0.55) {
      return logDelivery(random);
    }
    return kind < 0.85 ? describeCall(random) : assumeRole(random);
  });
}

type Random = () => number;

const ACCOUNT = '111122223333';
const REGIONS = ['eu-central-1', 'us-east-1', 'eu-west-1', 'ap-southeast-2'];
const ROLES = ['inventory', 'deploy', 'backup', 'observability', 'cost-report'];
const PEOPLE = ['ana', 'bela', 'carlos', 'dana', 'emre', 'fatima'];

function logDelivery(random: Random): Json {
  const region = pick(random, REGIONS);
  const key = `AWSLogs/${ACCOUNT}/CloudTrail/${region}/2026/03/01/${ACCOUNT}_CloudTrail_${region}_20260301T${digits(random, 4)}Z_${base64(random, 16)}.json.gz`;
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
  return { eventTime: new Date(1_772_352_000_000 + Math.floor(random() * 86_400) * 1_000).toISOString() };
}

function ids(random: Random): Json {
  return { requestID: hex(random, 16).toUpperCase(), eventID: uuid(random) };
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join('-');
}

function hex(random: Random, length: number): string {
  return textOf(random, length, '0123456789abcdef');
}

function digits(random: Random, length: number): string {
  return textOf(random, length, '0123456789');
}

function base64(random: Random, length: number): string {
  return textOf(random, length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
}

function textOf(random: Random, length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

function pick(random: Random, values: readonly string[]): string {
  return values[Math.floor(random() * values.length)] ?? '';
}

/** A linear congruential generator: enough for data that should not compress too well. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
