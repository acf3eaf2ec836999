import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { regionEnabled } from './region-enabled.ts';

const enabling = (parameters: object) => recordOf('account:EnableRegion', parameters, { awsRegion: 'us-east-1' });
const enablingFarAway = enabling({ RegionName: 'ap-southeast-3' });

describeDetection(regionEnabled, {
  settings: { allowedRegions: ['eu-central-2'], deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a region far away': {
      event: enablingFarAway,
      summary: 'ana (IAM user) enabled the region ap-southeast-3 for 111122223333',
      subject: 'ap-southeast-3 of 111122223333',
    },
    "a region of another account's": {
      event: enabling({ RegionName: 'ap-southeast-3', AccountId: '444455556666' }),
      summary: 'ana (IAM user) enabled the region ap-southeast-3 for 444455556666',
    },
    'a region the team works in, for the digest': {
      event: enabling({ RegionName: 'eu-central-2' }),
      severity: 'low',
      summary: 'ana (IAM user) enabled the region eu-central-2 for 111122223333',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, enablingFarAway),
      severity: 'low',
      summary: 'build-77 (role deploy) enabled the region ap-southeast-3 for 111122223333',
    },
  },
  ignores: {
    'a region that is disabled': { ...enablingFarAway, eventName: 'DisableRegion' },
    'a call that was denied': denied(enablingFarAway),
    "a call of another service's with the same name": { ...enablingFarAway, eventSource: 'cloudtrail.amazonaws.com' },
  },
});
