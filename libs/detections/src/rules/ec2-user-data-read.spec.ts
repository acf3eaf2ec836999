import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { ec2UserDataRead } from './ec2-user-data-read.ts';

const reading = (index = 0, attribute = 'userData') =>
  recordOf(
    'ec2:DescribeInstanceAttribute',
    { attribute, instanceId: `i-0a1b2c3d4e5f6000${index}` },
    { readOnly: true },
  );
const refused = (index = 0) =>
  denied(reading(index), {
    errorCode: 'Client.UnauthorizedOperation',
    requestParameters: reading(index).requestParameters,
  });

describeDetection(ec2UserDataRead, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  bursts: {
    'ten attempts that were denied': {
      events: calls(10, refused),
      summary:
        'ana (IAM user) tried to read the user data of 10 different machines in 2 minutes: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001, i-0a1b2c3d4e5f60002 and 7 more',
      subject: 'ana',
    },
    'ten machines read, for the digest': {
      events: calls(10, (index) => reading(index)),
      severity: 'low',
      summary:
        'ana (IAM user) read the user data of 10 different machines in 2 minutes: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001, i-0a1b2c3d4e5f60002 and 7 more',
    },
  },
  apart: {
    'one machine again and again': calls(30, () => reading()),
    'machines of several people': calls(10, (index) => by(index % 2 === 0 ? callers.ana : callers.sso, reading(index))),
  },
  ignores: {
    'another attribute': reading(0, 'instanceType'),
    'a role that deploys': by(callers.deploy, reading()),
  },
});
