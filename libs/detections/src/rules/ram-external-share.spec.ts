import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { ramExternalShare } from './ram-external-share.ts';

const SHARE = 'arn:aws:ram:eu-central-1:111122223333:resource-share/7ab63972-b505-7e2a-420d-6f5d3EXAMPLE';
const SUBNETS = [
  'arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-0a1b',
  'arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-0c2d',
];

const creating = (parameters: object) =>
  recordOf('ram:CreateResourceShare', { name: 'network', clientToken: '0f1e', ...parameters });
const associating = (principals: string[], external?: boolean) =>
  recordOf(
    'ram:AssociateResourceShare',
    { resourceShareArn: SHARE, principals },
    {
      responseElements: {
        resourceShareAssociations: principals.map((associatedEntity) => ({
          resourceShareArn: SHARE,
          associatedEntity,
          associationType: 'PRINCIPAL',
          status: 'ASSOCIATING',
          external,
        })),
      },
    },
  );
const withStranger = creating({ principals: ['444455556666'], resourceArns: SUBNETS });

describeDetection(ramExternalShare, {
  settings: { ownAccounts: ['777788889999'], trustedAccounts: ['222233334444'] },
  alerts: {
    "somebody else's account": {
      event: withStranger,
      summary: 'ana (IAM user) shared subnet/subnet-0a1b and 1 more with the account 444455556666',
      subject: 'network',
    },
    "somebody else's role, beside an account of our own": {
      event: creating({
        principals: ['777788889999', 'arn:aws:iam::444455556666:role/guest'],
        resourceArns: SUBNETS.slice(0, 1),
      }),
      summary: 'ana (IAM user) shared subnet/subnet-0a1b with the account 444455556666',
    },
    'a vendor that may have a role here': {
      event: creating({ principals: ['222233334444'] }),
      summary: 'ana (IAM user) shared the resource share network with the account 222233334444',
    },
    'a stranger in a share that is there': {
      event: associating(['444455556666'], true),
      summary:
        'ana (IAM user) shared the resource share 7ab63972-b505-7e2a-420d-6f5d3EXAMPLE with the account 444455556666',
      subject: 'resource-share/7ab63972-b505-7e2a-420d-6f5d3EXAMPLE',
    },
    'a share that strangers may be let into': {
      event: recordOf('ram:UpdateResourceShare', { resourceShareArn: SHARE, allowExternalPrincipals: true }),
      severity: 'medium',
      summary:
        'ana (IAM user) let the resource share 7ab63972-b505-7e2a-420d-6f5d3EXAMPLE be shared with accounts outside the organisation',
    },
  },
  ignores: {
    'an account of our own': creating({ principals: ['777788889999'], resourceArns: SUBNETS }),
    'the account that owns it': creating({ principals: ['111122223333'], resourceArns: SUBNETS }),
    'the organisation and a unit of it': creating({
      principals: [
        'arn:aws:organizations::444455556666:organization/o-exampleorgid',
        'arn:aws:organizations::444455556666:ou/o-exampleorgid/ou-a1b2-payments',
      ],
    }),
    'an account that AWS says is of the organisation': associating(['444455556666'], false),
    'a share that refuses strangers': creating({ principals: ['444455556666'], allowExternalPrincipals: false }),
    'a share of nothing with nobody': creating({ allowExternalPrincipals: true }),
    'a share that gets another name': recordOf('ram:UpdateResourceShare', { resourceShareArn: SHARE, name: 'net' }),
    'a call that was denied': denied(withStranger),
    'a stack that shares': by(callers.cloudFormation, withStranger),
  },
});
