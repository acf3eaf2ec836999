import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { lambdaFunctionCodeChanged } from './lambda-function-code-changed.ts';

const CHECKOUT = 'arn:aws:lambda:eu-central-1:111122223333:function:checkout';
const code = (change: object = {}) =>
  recordOf('lambda:UpdateFunctionCode20150331v2', { functionName: CHECKOUT, dryRun: false, publish: true, ...change });
const configured = (change: object) =>
  recordOf('lambda:UpdateFunctionConfiguration20150331v2', { functionName: 'checkout', environment: {}, ...change });
const layerOf = (account: string) => `arn:aws:lambda:eu-central-1:${account}:layer:tools:3`;

describeDetection(lambdaFunctionCodeChanged, {
  settings: {
    ownAccounts: ['777788889999'],
    trustedAccounts: ['222233334444'],
    deployRoles: ['arn:aws:iam::111122223333:role/deploy'],
  },
  alerts: {
    'code that a person changes': {
      event: code(),
      summary: 'ana (IAM user) changed the code of the function checkout',
      subject: 'checkout',
    },
    'code that a person changes through a role': {
      event: by(callers.sso, code()),
      summary: 'ana@example.com (SSO, admin) changed the code of the function checkout',
    },
    'code that the pipeline changes, in the digest': {
      event: by(callers.deploy, code()),
      severity: 'low',
      summary: 'build-77 (role deploy) changed the code of the function checkout',
    },
    "somebody else's layer": {
      event: configured({ layers: [layerOf('111122223333'), layerOf('444455556666')] }),
      summary: 'ana (IAM user) put the layer tools of the account 444455556666 under the function checkout',
    },
    'a layer of our own, in the digest': {
      event: configured({ layers: [layerOf('777788889999')] }),
      severity: 'low',
      summary: 'ana (IAM user) put the layer tools under the function checkout',
    },
    "a vendor's layer, in the digest": {
      event: configured({ layers: [layerOf('222233334444')] }),
      severity: 'low',
      summary: 'ana (IAM user) put the layer tools under the function checkout',
    },
    'a version of a layer, in the digest': {
      event: recordOf('lambda:PublishLayerVersion20181031', { layerName: 'tools', compatibleRuntimes: ['nodejs24.x'] }),
      severity: 'low',
      summary: 'ana (IAM user) published a version of the layer tools',
      subject: 'tools',
    },
    'a record without parameters': {
      event: recordOf('lambda:UpdateFunctionCode20150331v2', null),
      summary: 'ana (IAM user) changed the code of the function (not named)',
    },
  },
  ignores: {
    'a dry run': code({ dryRun: true }),
    'another setting': configured({ memorySize: 512 }),
    'layers that are taken away': configured({ layers: [] }),
    'a call that was denied': denied(code()),
  },
});
