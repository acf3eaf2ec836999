import { expect, test } from '@jest/globals';
import { inForce } from '../catalogue.ts';
import { Settings } from '../settings.ts';
import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { unusedRegionActivity } from './unused-region-activity.ts';

const THERE = { awsRegion: 'ap-northeast-3' };
const launching = recordOf('ec2:RunInstances', { instancesSet: { items: [{ imageId: 'ami-0a1b' }] } }, THERE);
const creatingKey = recordOf('ec2:CreateKeyPair', { keyName: 'backup' }, THERE);

describeDetection(unusedRegionActivity, {
  settings: { allowedRegions: ['eu-central-1'], deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'machines that are started': {
      event: launching,
      severity: 'high',
      summary: 'ana (IAM user) called RunInstances of ec2 in ap-northeast-3, where you do not work',
      subject: 'ap-northeast-3 of 111122223333',
    },
    'any other change': {
      event: creatingKey,
      summary: 'ana (IAM user) called CreateKeyPair of ec2 on backup in ap-northeast-3, where you do not work',
    },
    'a call without parameters': {
      event: recordOf('ec2:CreateDefaultVpc', null, THERE),
      summary: 'ana (IAM user) called CreateDefaultVpc of ec2 in ap-northeast-3, where you do not work',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, launching),
      severity: 'low',
      summary: 'build-77 (role deploy) called RunInstances of ec2 in ap-northeast-3, where you do not work',
    },
  },
  ignores: {
    'a region the team works in': { ...launching, awsRegion: 'eu-central-1' },
    'the region of global services': { ...launching, awsRegion: 'us-east-1' },
    'a look around': { ...launching, readOnly: true },
    'credentials from the nearest door': { ...launching, eventSource: 'sts.amazonaws.com' },
    'a service at work there': by(callers.service, launching),
    'a stack that is deployed there': by(callers.cloudFormation, launching),
    'a call that was denied': denied(launching),
  },
});

test('the detection is off where no region is named', () => {
  expect(inForce(unusedRegionActivity, Settings.parse({}))).toBeUndefined();
});
