import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { rootAccessKeyCreated } from './root-access-key-created.ts';

const creating = by(
  callers.root,
  recordOf('iam:CreateAccessKey', null, {
    awsRegion: 'us-east-1',
    responseElements: { accessKey: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } },
  }),
);
const SUMMARY = 'root created an access key for root';

describeDetection(rootAccessKeyCreated, {
  alerts: {
    "root's own key": { event: creating, summary: SUMMARY, subject: 'root of 111122223333' },
    'a call with parameters, none of which names a user': {
      event: { ...creating, requestParameters: {} },
      summary: SUMMARY,
    },
  },
  ignores: {
    'a key that root creates for a user': { ...creating, requestParameters: { userName: 'svc-backup' } },
    "a user's own key": by(callers.ana, creating),
    'a key that was denied, by an organisation policy say': denied(creating),
    'a key that is deleted': { ...creating, eventName: 'DeleteAccessKey' },
  },
});
