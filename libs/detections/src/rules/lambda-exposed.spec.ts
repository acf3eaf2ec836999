import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { lambdaExposed } from './lambda-exposed.ts';

function permits(permission: object) {
  return recordOf('lambda:AddPermission20150331v2', {
    functionName: 'checkout',
    statementId: 'partner',
    action: 'lambda:InvokeFunction',
    ...permission,
  });
}

const url = (authType: string) =>
  recordOf('lambda:CreateFunctionUrlConfig', {
    functionName: 'arn:aws:lambda:eu-central-1:111122223333:function:checkout',
    authType,
  });
const forEverybody = permits({ principal: '*' });

describeDetection(lambdaExposed, {
  settings: { ownAccounts: ['777788889999'], ownOrganizations: ['o-exampleorg'], trustedAccounts: ['222233334444'] },
  alerts: {
    everybody: {
      event: forEverybody,
      summary: 'ana (IAM user) let everybody call the function checkout',
      subject: 'checkout',
    },
    'everybody, by a stack that is deployed, in the digest': {
      event: by(callers.cloudFormation, forEverybody),
      severity: 'low',
      summary: 'build-77 (role deploy) through cloudformation.amazonaws.com let everybody call the function checkout',
    },
    'everybody, by the older call': {
      event: { ...forEverybody, eventName: 'AddPermission20150331' },
      summary: 'ana (IAM user) let everybody call the function checkout',
    },
    "somebody else's account": {
      event: permits({ principal: '444455556666' }),
      summary: 'ana (IAM user) let the account 444455556666 call the function checkout',
    },
    "a role of somebody else's account": {
      event: permits({ principal: 'arn:aws:iam::444455556666:role/caller' }),
      summary: 'ana (IAM user) let the account 444455556666 call the function checkout',
    },
    "somebody else's topic": {
      event: permits({
        principal: 'sns.amazonaws.com',
        sourceArn: 'arn:aws:sns:eu-central-1:444455556666:orders',
      }),
      summary: 'ana (IAM user) let the account 444455556666 call the function checkout',
    },
    "somebody else's organisation": {
      event: permits({ principal: '*', principalOrgID: 'o-somebodyelse' }),
      summary: 'ana (IAM user) let the organisation o-somebodyelse call the function checkout',
    },
    'a URL without sign-in': {
      event: url('NONE'),
      summary: 'ana (IAM user) let everybody on the internet call the function checkout',
      subject: 'checkout',
    },
    'a URL that loses its sign-in': {
      event: { ...url('NONE'), eventName: 'UpdateFunctionUrlConfig' },
      summary: 'ana (IAM user) let everybody on the internet call the function checkout',
    },
    'the permission that goes with such a URL': {
      event: permits({ principal: '*', action: 'lambda:InvokeFunctionUrl', functionUrlAuthType: 'NONE' }),
      summary: 'ana (IAM user) let everybody on the internet call the function checkout',
    },
  },
  ignores: {
    'a bucket': permits({ principal: 's3.amazonaws.com', sourceArn: 'arn:aws:s3:::example-exports' }),
    'a topic of our own': permits({
      principal: 'sns.amazonaws.com',
      sourceArn: 'arn:aws:sns:eu-central-1:777788889999:orders',
    }),
    'a service, of whatever source': permits({ principal: 'apigateway.amazonaws.com' }),
    'everybody of one organisation': permits({ principal: '*', principalOrgID: 'o-exampleorg' }),
    'everybody on behalf of one source': permits({
      principal: '*',
      sourceArn: 'arn:aws:sns:eu-central-1:111122223333:orders',
    }),
    'an account of our own': permits({ principal: '777788889999' }),
    'a vendor who may have a role here': permits({ principal: 'arn:aws:iam::222233334444:root' }),
    'the account itself': permits({ principal: '111122223333' }),
    'a URL with sign-in': url('AWS_IAM'),
    'a URL of which something else is set': recordOf('lambda:UpdateFunctionUrlConfig', {
      functionName: 'checkout',
      cors: { allowOrigins: ['https://example.com'] },
    }),
    'a permission that does not say whose': permits({}),
    'a call that was denied': denied(forEverybody),
  },
});
