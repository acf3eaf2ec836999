import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { amiShared } from './ami-shared.ts';

function shares(launchPermission: object) {
  return recordOf('ec2:ModifyImageAttribute', {
    imageId: 'ami-0a1b',
    attributeType: 'launchPermission',
    launchPermission,
  });
}

const withStranger = shares({ add: { items: [{ userId: '444455556666' }] } });
const organisationOf = (account: string) => `arn:aws:organizations::${account}:organization/o-exampleorg`;

describeDetection(amiShared, {
  settings: { ownAccounts: ['777788889999'], ownOrganizations: ['o-ouroneandonly'] },
  alerts: {
    "somebody else's account": {
      event: withStranger,
      summary: 'ana (IAM user) shared the image ami-0a1b with the account 444455556666',
      subject: 'ami-0a1b',
    },
    everybody: {
      event: shares({ add: { items: [{ group: 'all' }] } }),
      severity: 'critical',
      summary: 'ana (IAM user) shared the image ami-0a1b with everybody',
    },
    'a stranger beside an account of our own': {
      event: shares({ add: { items: [{ userId: '777788889999' }, { userId: '444455556666' }] } }),
      summary: 'ana (IAM user) shared the image ami-0a1b with the account 444455556666',
    },
    "somebody else's organisation": {
      event: shares({ add: { items: [{ organizationArn: organisationOf('444455556666') }] } }),
      summary: 'ana (IAM user) shared the image ami-0a1b with the organisation o-exampleorg',
    },
    "a unit of somebody else's organisation": {
      event: shares({
        add: { items: [{ organizationalUnitArn: 'arn:aws:organizations::444455556666:ou/o-exampleorg/ou-exam-ple1' }] },
      }),
      summary: 'ana (IAM user) shared the image ami-0a1b with the organisation o-exampleorg',
    },
  },
  ignores: {
    'an account of our own': shares({ add: { items: [{ userId: '777788889999' }] } }),
    'the account that owns it': shares({ add: { items: [{ userId: '111122223333' }] } }),
    'an organisation that one of our accounts manages': shares({
      add: { items: [{ organizationArn: organisationOf('777788889999') }] },
    }),
    'an organisation of our own that another account manages': shares({
      add: { items: [{ organizationArn: 'arn:aws:organizations::444455556666:organization/o-ouroneandonly' }] },
    }),
    'a permission that is taken back': shares({ remove: { items: [{ userId: '444455556666' }] } }),
    'another attribute': recordOf('ec2:ModifyImageAttribute', {
      imageId: 'ami-0a1b',
      attributeType: 'description',
      description: { value: 'web servers' },
    }),
    'a call that was denied': denied(withStranger, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
