import * as z from 'zod'; // not { z }: that bundles every locale

// Every field may be absent, and every field may be null: real records know both, and a reader may need to know which.
const text = z.string().nullish();
/** AWS writes a boolean; older records and exports the words "true" and "false". */
const flag = z.union([z.boolean(), z.string()]).nullish();
const number = z.number().nullish();
/** What a service chose to write. A detection has its own schema for the part it reads. */
const anyObject = z.looseObject({});
/** Mostly an object; text where it was cut, hidden or exported as text. */
const parameters = z.union([anyObject, z.array(z.unknown()), z.string()]).nullish();

const SessionIssuer = z.looseObject({
  type: text,
  userName: text,
  principalId: text,
  arn: text,
  accountId: text,
});

const SessionContext = z.looseObject({
  sessionIssuer: SessionIssuer.nullish(),
  webIdFederationData: z
    .looseObject({
      federatedProvider: text,
      attributes: anyObject.nullish(),
    })
    .nullish(),
  attributes: z
    .looseObject({
      creationDate: text,
      /** The text "true" or "false", so never test it for truth. */
      mfaAuthenticated: flag,
    })
    .nullish(),
  sourceIdentity: text,
  ec2RoleDelivery: text,
  assumedRoot: flag,
});

const UserIdentity = z.looseObject({
  type: text,
  userName: text,
  principalId: text,
  arn: text,
  accountId: text,
  accessKeyId: text,
  credentialId: text,
  identityProvider: text,
  invokedBy: text,
  invokedByDelegate: z.looseObject({ accountId: text }).nullish(),
  sessionContext: SessionContext.nullish(),
  onBehalfOf: z.looseObject({ userId: text, identityStoreArn: text }).nullish(),
  inScopeOf: z
    .looseObject({
      sourceArn: text,
      sourceAccount: text,
      issuerType: text,
      credentialsIssuedTo: text,
    })
    .nullish(),
});

const Resource = z.looseObject({
  type: text,
  accountId: text,
  /** So AWS spells it; exports write it small. */
  ARN: text,
  arn: text,
  ARNPrefix: text,
});

const AdditionalEventData = z.looseObject({
  LoginTo: text,
  MobileVersion: text,
  MFAUsed: text,
  MFAIdentifier: text,
  MfaType: text,
  SamlProviderArn: text,
  UserName: text,
  AuthWorkflowID: text,
  CredentialType: text,
  SignatureVersion: text,
  CipherSuite: text,
  AuthenticationMethod: text,
  SSEApplied: text,
  bytesTransferredIn: number,
  bytesTransferredOut: number,
  'x-amz-id-2': text,
});

const Average = z.looseObject({ average: number });
const AttributeValues = z.array(z.looseObject({ value: text, average: number })).nullish();

const InsightDetails = z.looseObject({
  state: text,
  eventSource: text,
  eventName: text,
  errorCode: text,
  insightType: text,
  insightContext: z
    .looseObject({
      statistics: z
        .looseObject({
          baseline: Average.nullish(),
          insight: Average.nullish(),
          insightDuration: number,
          baselineDuration: number,
        })
        .nullish(),
      attributions: z
        .array(z.looseObject({ attribute: text, insight: AttributeValues, baseline: AttributeValues }))
        .nullish(),
    })
    .nullish(),
});

/**
 * One CloudTrail record, as AWS wrote it. Unknown fields are kept; nulls and absences stay what they are.
 *
 * The schema is exact about the fields it names. `recordOf` reads a record that has an odd one all the same.
 */
export const CloudTrailRecord = z.looseObject({
  eventVersion: text,
  eventID: text,
  eventName: text,
  eventSource: text,
  eventTime: text,
  /** AwsApiCall, AwsServiceEvent, AwsConsoleSignIn, AwsConsoleAction, AwsVpceEvent, AwsCloudTrailInsight. */
  eventType: text,
  /** Management, Data, NetworkActivity, Insight. */
  eventCategory: text,
  apiVersion: text,
  awsRegion: text,
  recipientAccountId: text,
  sourceIPAddress: text,
  userAgent: text,
  requestID: text,
  sharedEventID: text,
  vpcEndpointId: text,
  vpcEndpointAccountId: text,
  readOnly: flag,
  managementEvent: flag,
  sessionCredentialFromConsole: flag,
  errorCode: text,
  errorMessage: text,
  userIdentity: UserIdentity.nullish(),
  requestParameters: parameters,
  responseElements: parameters,
  additionalEventData: AdditionalEventData.nullish(),
  serviceEventDetails: parameters,
  insightDetails: InsightDetails.nullish(),
  /** Objects, but for exports that wrote each as text. */
  resources: z.array(z.union([Resource, z.string()])).nullish(),
  tlsDetails: z
    .looseObject({
      tlsVersion: text,
      cipherSuite: text,
      keyExchange: text,
      clientProvidedHostHeader: text,
    })
    .nullish(),
  addendum: z
    .looseObject({
      reason: text,
      updatedFields: text,
      originalRequestID: text,
      originalEventID: text,
    })
    .nullish(),
  edgeDeviceDetails: z
    .looseObject({
      type: text,
      deviceId: text,
    })
    .nullish(),
  eventContext: z
    .looseObject({
      requestContext: anyObject.nullish(),
      tagContext: anyObject.nullish(),
    })
    .nullish(),
});
export type CloudTrailRecord = z.infer<typeof CloudTrailRecord>;
