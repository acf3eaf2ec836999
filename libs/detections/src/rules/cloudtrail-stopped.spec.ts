import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { cloudtrailStopped } from './cloudtrail-stopped.ts';

const stopping = recordOf('cloudtrail:StopLogging', { name: 'main' });
const deleting = recordOf('cloudtrail:DeleteTrail', {
  name: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main',
});

describeDetection(cloudtrailStopped, {
  alerts: {
    'a trail that is stopped': { event: stopping, summary: 'ana (IAM user) stopped the trail main', subject: 'main' },
    'a trail that is deleted, named by its ARN': {
      event: deleting,
      summary: 'ana (IAM user) deleted the trail main',
      subject: 'main',
    },
    'an attempt that was denied': {
      event: denied(stopping),
      severity: 'high',
      summary: 'ana (IAM user) tried to stop a trail and was denied',
      subject: 'trails of 111122223333',
    },
    "an attempt of which AWS's message names the trail": {
      event: denied(deleting, {
        errorMessage:
          'User: arn:aws:iam::111122223333:user/ana is not authorized to perform: cloudtrail:DeleteTrail on resource: ' +
          'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main because no identity-based policy allows the cloudtrail:DeleteTrail action',
      }),
      severity: 'high',
      summary: 'ana (IAM user) tried to delete the trail main and was denied',
    },
    'a stack that is deleted with its trail, for the digest': {
      event: by(callers.cloudFormation, deleting),
      severity: 'low',
      summary: 'build-77 (role deploy) through cloudformation.amazonaws.com deleted the trail main',
    },
  },
  ignores: {
    'a trail that does not exist': { ...stopping, errorCode: 'TrailNotFoundException' },
    'a trail that is started': { ...stopping, eventName: 'StartLogging' },
    'a call of that name to another service': { ...stopping, eventSource: 'example.amazonaws.com' },
  },
});
