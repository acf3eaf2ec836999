import { type Outcome } from '../outcome.ts';

/** How real records say whether a call succeeded: one row per shape, with the raw fields it is told from, and why those. */
export interface OutcomeShape {
  readonly shape: string;
  /** Without these fields the answer is another one. */
  readonly from: readonly string[];
  readonly why: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly outcome: Outcome;
}

const call = { eventType: 'AwsApiCall', eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' };
const signIn = { eventType: 'AwsConsoleSignIn', eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin' };
const identityCenter = { eventType: 'AwsServiceEvent', eventSource: 'signin.amazonaws.com' };

export const outcomeShapes: readonly OutcomeShape[] = [
  {
    shape: 'call without errorCode',
    from: ['eventName'],
    why: 'AWS writes an error when there is one',
    record: { ...call, requestParameters: { userName: 'bela' }, responseElements: { user: { userName: 'bela' } } },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'call whose errorCode is null',
    from: ['eventName'],
    why: 'null is how some exports write an absent field',
    record: { ...call, errorCode: null, errorMessage: null },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'call whose errorCode is empty',
    from: ['eventName'],
    why: 'an empty code names no error',
    record: { ...call, errorCode: '' },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'change in Managed Grafana',
    from: ['eventName'],
    why: 'its errorCode is the HTTP status, of success too',
    record: { eventType: 'AwsApiCall', eventSource: 'grafana.amazonaws.com', eventName: 'action', errorCode: '200' },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'change in Managed Grafana that was forbidden',
    from: ['errorCode'],
    why: 'the HTTP status for it',
    record: { eventType: 'AwsApiCall', eventSource: 'grafana.amazonaws.com', eventName: 'action', errorCode: '403' },
    outcome: { kind: 'denied', reason: '403' },
  },
  {
    shape: 'change in Managed Grafana that failed',
    from: ['errorCode'],
    why: 'any other status',
    record: { eventType: 'AwsApiCall', eventSource: 'grafana.amazonaws.com', eventName: 'action', errorCode: '500' },
    outcome: { kind: 'failed', reason: '500' },
  },
  ...[
    'AccessDenied',
    'AccessDeniedException',
    'Client.UnauthorizedOperation',
    'UnauthorizedException',
    'UnauthorizedOperation',
    'VpceAccessDenied',
    'KMS.AccessDeniedException',
    'AuthorizationError',
    'AuthorizationErrorException',
    'NotAuthorizedException',
    'AuthFailure',
    'Client.AuthFailure',
    'ForbiddenException',
  ].map((errorCode) => ({
    shape: `call denied as ${errorCode}`,
    from: ['errorCode'],
    why: 'services spell a denial their own way',
    record: { ...call, errorCode, errorMessage: 'User: ana is not authorized to perform: iam:CreateUser' },
    outcome: { kind: 'denied' as const, reason: errorCode },
  })),
  ...[
    'NoSuchEntityException',
    'EntityAlreadyExists',
    'Client.InvalidParameterValue',
    'BucketNotEmpty',
    'ThrottlingException',
    'InternalFailure',
    'ValidationException',
    'ExpiredTokenException',
  ].map((errorCode) => ({
    shape: `call that failed with ${errorCode}`,
    from: ['errorCode'],
    why: 'something else than a missing permission stood in the way',
    record: { ...call, errorCode },
    outcome: { kind: 'failed' as const, reason: errorCode },
  })),
  {
    shape: 'dry run',
    from: ['errorCode'],
    why: 'the caller was allowed, and asked that nothing be done',
    record: {
      ...call,
      eventName: 'RunInstances',
      errorCode: 'Client.DryRunOperation',
      errorMessage: 'Request would have succeeded, but DryRun flag is set.',
    },
    outcome: { kind: 'failed', reason: 'Client.DryRunOperation' },
  },
  {
    shape: 'failed call with a response all the same',
    from: ['errorCode'],
    why: 'some services fill responseElements of what they refuse',
    record: {
      ...call,
      eventName: 'CreateDetector',
      errorCode: 'BadRequestException',
      responseElements: { message: 'The request failed.' },
    },
    outcome: { kind: 'failed', reason: 'BadRequestException' },
  },
  {
    shape: 'message without code that tells a denial',
    from: ['errorMessage'],
    why: 'the only sign of an error',
    record: { ...call, errorMessage: 'User: ana is not authorized to perform: iam:CreateUser' },
    outcome: { kind: 'denied', reason: 'User: ana is not authorized to perform: iam:CreateUser' },
  },
  {
    shape: 'message without code',
    from: ['errorMessage'],
    why: 'the only sign of an error',
    record: { ...call, errorMessage: 'Something went wrong' },
    outcome: { kind: 'failed', reason: 'Something went wrong' },
  },
  {
    shape: 'console sign-in',
    from: ['responseElements'],
    why: 'a sign-in says its result in a word of its own',
    record: { ...signIn, responseElements: { ConsoleLogin: 'Success' } },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'console sign-in that failed',
    from: ['responseElements', 'errorMessage'],
    why: 'without errorCode: it is the word Failure, and the message tells why',
    record: { ...signIn, errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } },
    outcome: { kind: 'failed', reason: 'Failed authentication' },
  },
  {
    shape: 'console sign-in that failed without a message',
    from: ['responseElements'],
    why: 'the word alone',
    record: { ...signIn, responseElements: { ConsoleLogin: 'Failure' } },
    outcome: { kind: 'failed', reason: 'Failure' },
  },
  {
    shape: 'console sign-in without a result',
    from: ['eventType'],
    why: 'a sign-in has to say how it went; silence is no success',
    record: { ...signIn, responseElements: null },
    outcome: { kind: 'unknown' },
  },
  {
    shape: 'second factor',
    from: ['responseElements'],
    why: 'CheckMfa speaks like ConsoleLogin',
    record: { ...signIn, eventName: 'CheckMfa', responseElements: { CheckMfa: 'Success' } },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'role switch that failed',
    from: ['responseElements'],
    why: 'SwitchRole speaks like ConsoleLogin',
    record: { ...signIn, eventName: 'SwitchRole', responseElements: { SwitchRole: 'Failure' } },
    outcome: { kind: 'failed', reason: 'Failure' },
  },
  {
    shape: 'Identity Center sign-in',
    from: ['eventName', 'serviceEventDetails'],
    why: 'a service event: the word stands in serviceEventDetails',
    record: {
      ...identityCenter,
      eventName: 'UserAuthentication',
      serviceEventDetails: { UserAuthentication: 'Success' },
    },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'Identity Center password that was wrong',
    from: ['serviceEventDetails'],
    why: 'no errorCode and no errorMessage: serviceEventDetails is all there is',
    record: {
      ...identityCenter,
      eventName: 'CredentialVerification',
      serviceEventDetails: { CredentialVerification: 'Failure' },
    },
    outcome: { kind: 'failed', reason: 'Failure' },
  },
  {
    shape: 'account creation that failed',
    from: ['serviceEventDetails'],
    why: 'long-running work reports a state inside its details',
    record: {
      eventType: 'AwsServiceEvent',
      eventName: 'CreateAccountResult',
      serviceEventDetails: { createAccountStatus: { state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' } },
    },
    outcome: { kind: 'failed', reason: 'Failure' },
  },
  {
    shape: 'state of a thing in a response',
    from: ['eventName'],
    why: 'that a described pipeline has failed does not mean that describing it has',
    record: { ...call, eventName: 'StartPipeline', responseElements: { status: 'Failed' } },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'service event',
    from: ['eventName'],
    why: 'AWS reports what it has done',
    record: {
      eventType: 'AwsServiceEvent',
      eventName: 'RotateKey',
      serviceEventDetails: { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
    },
    outcome: { kind: 'succeeded' },
  },
  {
    shape: 'call stopped by the policy of a VPC endpoint',
    from: ['errorCode'],
    why: 'a network activity event: the call never reached the service',
    record: { ...call, eventType: 'AwsVpceEvent', errorCode: 'VpceAccessDenied' },
    outcome: { kind: 'denied', reason: 'VpceAccessDenied' },
  },
  {
    shape: 'Insight',
    from: [],
    why: 'no call, so neither success nor failure',
    record: { eventType: 'AwsCloudTrailInsight', insightDetails: { state: 'Start', errorCode: 'AccessDenied' } },
    outcome: { kind: 'unknown' },
  },
];
