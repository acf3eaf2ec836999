import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type JsonObject } from './json.ts';
import { recordOf } from './record-of.ts';
import { CloudTrailRecord } from './record.ts';
import { checkOf } from './schema-check.ts';
import { examplesOf, planted, schemaPaths } from './testing/schema-paths.ts';

const paths = schemaPaths(CloudTrailRecord);

describe('the schema of a record', () => {
  test.each([
    // docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
    ...['eventTime', 'eventVersion', 'userIdentity', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress'],
    ...['userAgent', 'errorCode', 'errorMessage', 'requestParameters', 'responseElements', 'additionalEventData'],
    ...['requestID', 'eventID', 'eventType', 'apiVersion', 'managementEvent', 'readOnly', 'resources'],
    ...['recipientAccountId', 'serviceEventDetails', 'sharedEventID', 'vpcEndpointId', 'vpcEndpointAccountId'],
    ...['eventCategory', 'addendum', 'sessionCredentialFromConsole', 'eventContext', 'edgeDeviceDetails', 'tlsDetails'],
    ...['addendum.reason', 'addendum.updatedFields', 'addendum.originalRequestID', 'addendum.originalEventID'],
    ...['tlsDetails.tlsVersion', 'tlsDetails.cipherSuite', 'tlsDetails.keyExchange'],
    ...['tlsDetails.clientProvidedHostHeader', 'eventContext.requestContext', 'eventContext.tagContext'],
    ...['resources.0.type', 'resources.0.accountId', 'resources.0.ARN', 'resources.0.ARNPrefix'],
    // …/cloudtrail-event-reference-user-identity.html
    ...[
      'type',
      'userName',
      'principalId',
      'arn',
      'accountId',
      'accessKeyId',
      'sessionContext',
      'invokedBy',
      'onBehalfOf',
    ]
      .concat(['inScopeOf', 'credentialId', 'identityProvider', 'invokedByDelegate', 'invokedByDelegate.accountId'])
      .concat(['onBehalfOf.userId', 'onBehalfOf.identityStoreArn', 'inScopeOf.sourceArn', 'inScopeOf.sourceAccount'])
      .concat(['inScopeOf.issuerType', 'inScopeOf.credentialsIssuedTo', 'sessionContext.sessionIssuer'])
      .concat(['sessionContext.webIdFederationData', 'sessionContext.webIdFederationData.federatedProvider'])
      .concat(['sessionContext.webIdFederationData.attributes', 'sessionContext.attributes.mfaAuthenticated'])
      .concat(['sessionContext.attributes.creationDate', 'sessionContext.sourceIdentity', 'sessionContext.assumedRoot'])
      .concat([
        'sessionContext.ec2RoleDelivery',
        'sessionContext.sessionIssuer.type',
        'sessionContext.sessionIssuer.arn',
      ])
      .concat(['sessionContext.sessionIssuer.userName', 'sessionContext.sessionIssuer.accountId'])
      .concat(['sessionContext.sessionIssuer.principalId'])
      .map((field) => `userIdentity.${field}`),
    // …/cloudtrail-insights-fields-insight-details.html
    ...['state', 'eventSource', 'eventName', 'errorCode', 'insightType', 'insightContext.statistics.baseline.average']
      .concat(['insightContext.statistics.insight.average', 'insightContext.statistics.insightDuration'])
      .concat(['insightContext.statistics.baselineDuration', 'insightContext.attributions.0.attribute'])
      .concat(['insightContext.attributions.0.insight.0.value', 'insightContext.attributions.0.baseline.0.average'])
      .map((field) => `insightDetails.${field}`),
  ])('names the documented field %s', (field) => {
    expect(paths.map(({ path }) => path)).toContain(field);
  });

  test.each(paths)('really reads $path', ({ path, schema }) => {
    const { right, wrong } = examplesOf(schema);

    expect(CloudTrailRecord.safeParse(planted(path, right)).data).toEqual(planted(path, right));
    expect(CloudTrailRecord.safeParse(planted(path, wrong)).error?.issues.map((issue) => issue.path.join('.'))).toEqual(
      [
        // A list element may be text or an object, so what is odd inside it is told of the element.
        path.startsWith('resources.0') ? 'resources.0' : path,
      ],
    );
  });

  test.each(['userIdentity', 'errorCode', 'requestParameters', 'readOnly', 'resources', 'tlsDetails'])(
    'tells a null %s from an absent one',
    (field) => {
      expect(CloudTrailRecord.parse({ [field]: null })).toStrictEqual({ [field]: null });
      expect(CloudTrailRecord.parse({})).toStrictEqual({});
    },
  );

  test('keeps what it does not name, at every depth', () => {
    const record = {
      newField: { a: [1, null] },
      userIdentity: { newField: '', sessionContext: { newField: null, sessionIssuer: { newField: 1 } } },
      tlsDetails: { newField: false },
      resources: [{ newField: [] }],
    };

    expect(CloudTrailRecord.parse(record)).toStrictEqual(record);
  });

  test.each([
    'AwsApiCall',
    'AwsServiceEvent',
    'AwsConsoleSignIn',
    'AwsConsoleAction',
    'AwsVpceEvent',
    'AwsCloudTrailInsight',
  ])('takes a record of type %s, and one of a type to come', (eventType) => {
    expect(CloudTrailRecord.parse({ eventType })).toEqual({ eventType });
    expect(CloudTrailRecord.parse({ eventType: `${eventType}V2` })).toEqual({ eventType: `${eventType}V2` });
  });
});

describe('a record with odd fields', () => {
  test('loses those fields, and tells them', () => {
    const value = {
      eventName: 'PutObject',
      eventID: 5,
      userIdentity: { type: 'IAMUser', arn: ['x'], userName: 'ana' },
      resources: [{ ARN: 'arn:aws:s3:::one' }, 7, { ARN: 'arn:aws:s3:::two' }],
    };

    expect(recordOf(value)).toEqual({
      record: {
        eventName: 'PutObject',
        userIdentity: { type: 'IAMUser', userName: 'ana' },
        resources: [{ ARN: 'arn:aws:s3:::one' }, { ARN: 'arn:aws:s3:::two' }],
      },
      oddities: expect.arrayContaining([
        { field: 'eventID', value: 5 },
        { field: 'userIdentity.arn', value: ['x'] },
        { field: 'resources.1', value: 7 },
      ]),
    });
  });

  test('is the value itself when nothing is odd', () => {
    const value = { eventName: 'PutObject', zebra: 1, awsRegion: 'eu-central-1' };

    expect(recordOf(value).record).toBe(value);
  });

  test.each(paths)('of which $path is one is read all the same', ({ path, schema }) => {
    const { wrong } = examplesOf(schema);

    const { record, oddities } = recordOf({ eventName: 'PutObject', ...(planted(path, wrong) as JsonObject) });

    expect(CloudTrailRecord.safeParse(record).success).toBe(true);
    expect(oddities).toHaveLength(1);
  });
});

describe('the fast check', () => {
  const fits = checkOf(CloudTrailRecord);
  const part = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant({}),
    fc.constant([]),
  );

  test('says of any value at any field what the schema says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.oneof(part, fc.array(part), fc.dictionary(fc.string(), part)),
        ({ path }, value) => {
          const record = planted(path, value);
          expect(fits(record)).toBe(CloudTrailRecord.safeParse(record).success);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
