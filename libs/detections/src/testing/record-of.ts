import { type CloudTrailRecord } from '@trailbell/cloudtrail-types';

type Fields = Readonly<Record<string, unknown>>;

export const ACCOUNT = '111122223333';
const TIME = '2026-10-13T07:02:12Z';
const BEGIN = Date.parse(TIME);

/** Callers, as CloudTrail writes them. */
export const callers = {
  ana: {
    type: 'IAMUser',
    principalId: 'AIDACKCEVSQ6C2EXAMPLE',
    arn: `arn:aws:iam::${ACCOUNT}:user/ana`,
    accountId: ACCOUNT,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName: 'ana',
  },
  root: {
    type: 'Root',
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: '',
  },
  sso: roleSession('AWSReservedSSO_admin_0123456789abcdef', 'ana@example.com', {
    path: 'aws-reserved/sso.amazonaws.com/eu-central-1/',
  }),
  deploy: roleSession('deploy', 'build-77'),
  cloudFormation: { ...roleSession('deploy', 'build-77'), invokedBy: 'cloudformation.amazonaws.com' },
  service: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
} as const satisfies Record<string, Fields>;

function roleSession(role: string, session: string, { path = '' }: { readonly path?: string } = {}) {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLEROLEID1234:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEROLEID1234',
        arn: `arn:aws:iam::${ACCOUNT}:role/${path}${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: { creationDate: '2026-10-13T06:50:01Z', mfaAuthenticated: 'false' },
    },
  };
}

/** A record of one call, as CloudTrail writes it when `ana` calls and succeeds. `fields` replaces whole fields of the record. */
export function recordOf(
  call: `${string}:${string}`,
  requestParameters: unknown,
  fields: Fields = {},
): CloudTrailRecord {
  const [service = '', eventName = ''] = call.split(':');
  return {
    eventVersion: '1.11',
    userIdentity: callers.ana,
    eventTime: TIME,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.24',
    userAgent: 'aws-cli/2.31.2',
    requestParameters,
    responseElements: null,
    eventID: '3b1f5c9a-6f0e-4f0b-8f6e-2d8c1e7a9b40',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...fields,
  } as CloudTrailRecord;
}

/** A sign-in to the console. */
export function loginOf(userIdentity: Fields, fields: Fields = {}): CloudTrailRecord {
  return recordOf('signin:ConsoleLogin', null, {
    userIdentity,
    awsRegion: 'us-east-1',
    userAgent: 'Mozilla/5.0',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home',
      MobileVersion: 'No',
      MFAUsed: 'No',
    },
    eventType: 'AwsConsoleSignIn',
    ...fields,
  });
}

/** The same call, denied: AWS answers with an error, and of many calls leaves out what was asked for. */
export function denied(record: CloudTrailRecord, fields: Fields = {}): CloudTrailRecord {
  return {
    ...record,
    errorCode: 'AccessDenied',
    errorMessage: 'User: arn:aws:iam::111122223333:user/ana is not authorized to perform this action',
    requestParameters: null,
    responseElements: null,
    ...fields,
  };
}

/** The same call, by another caller. */
export function by(caller: Fields, record: CloudTrailRecord): CloudTrailRecord {
  return { ...record, userIdentity: caller };
}

/** These records one after the other: each an event of its own, the first at the time of `recordOf`. */
export function inTurn(records: readonly CloudTrailRecord[], secondsApart = 10): readonly CloudTrailRecord[] {
  return records.map((record, index) => ({
    ...record,
    eventID: `3b1f5c9a-6f0e-4f0b-8f6e-${String(index).padStart(12, '0')}`,
    eventTime: new Date(BEGIN + index * secondsApart * 1_000).toISOString().replace('.000Z', 'Z'),
  }));
}

/** So many calls, one after the other. */
export function calls(
  count: number,
  recordAt: (index: number) => CloudTrailRecord,
  secondsApart?: number,
): readonly CloudTrailRecord[] {
  return inTurn(
    Array.from({ length: count }, (_, index) => recordAt(index)),
    secondsApart,
  );
}
