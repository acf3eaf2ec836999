import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { iamInstanceProfileChanged } from './iam-instance-profile-changed.ts';

const INSTANCE = 'i-0a1b2c3d4e5f67890';
const associating = (profile: object) =>
  recordOf(
    'ec2:AssociateIamInstanceProfile',
    { AssociateIamInstanceProfileRequest: { IamInstanceProfile: profile, InstanceId: INSTANCE } },
    {
      responseElements: {
        AssociateIamInstanceProfileResponse: {
          iamInstanceProfileAssociation: { instanceId: INSTANCE, state: 'associating' },
        },
      },
    },
  );
const replacing = recordOf(
  'ec2:ReplaceIamInstanceProfileAssociation',
  {
    ReplaceIamInstanceProfileAssociationRequest: {
      AssociationId: 'iip-assoc-0a1b2c3d4e5f67890',
      IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/teams/reports' },
    },
  },
  {
    responseElements: {
      ReplaceIamInstanceProfileAssociationResponse: {
        iamInstanceProfileAssociation: { instanceId: INSTANCE, state: 'associating' },
      },
    },
  },
);
const adding = (roleName: string, instanceProfileName: string) =>
  recordOf('iam:AddRoleToInstanceProfile', { instanceProfileName, roleName });
const plain = associating({ Name: 'web' });

describeDetection(iamInstanceProfileChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'an instance that had no profile': {
      event: plain,
      summary: `ana (IAM user) gave the instance ${INSTANCE} the instance profile web`,
      subject: `instance ${INSTANCE}`,
    },
    'an instance that had another': {
      event: replacing,
      summary: `ana (IAM user) gave the instance ${INSTANCE} the instance profile reports`,
      subject: `instance ${INSTANCE}`,
    },
    'a profile named for administrators': {
      event: associating({ Name: 'AdminAccess' }),
      severity: 'high',
      summary: `ana (IAM user) gave the instance ${INSTANCE} the instance profile AdminAccess`,
    },
    'a deploy role, for the digest': {
      event: by(callers.deploy, plain),
      severity: 'low',
      summary: `build-77 (role deploy) gave the instance ${INSTANCE} the instance profile web`,
    },
    'another role in a profile, for the digest': {
      event: adding('reports', 'web'),
      severity: 'low',
      summary: 'ana (IAM user) gave the instance profile web the role reports',
      subject: 'instance profile web',
    },
    'a role named for administrators, in a profile of another name': {
      event: adding('break-glass', 'web'),
      severity: 'high',
      summary: 'ana (IAM user) gave the instance profile web the role break-glass',
    },
  },
  ignores: {
    'the profile the console makes for each role': adding('break-glass', 'break-glass'),
    'a call that was denied': denied(plain, { errorCode: 'Client.UnauthorizedOperation' }),
    'a profile that is taken off': { ...plain, eventName: 'DisassociateIamInstanceProfile' },
  },
});
