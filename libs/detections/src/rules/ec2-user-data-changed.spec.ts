import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, inTurn, recordOf } from '../testing/record-of.ts';
import { ec2UserDataChanged } from './ec2-user-data-changed.ts';

const one = { instancesSet: { items: [{ instanceId: 'i-0a1b2c3d4e5f60000' }] } };
const stopping = recordOf('ec2:StopInstances', { ...one, force: false });
const starting = recordOf('ec2:StartInstances', one);
const changing = recordOf('ec2:ModifyInstanceAttribute', {
  instanceId: 'i-0a1b2c3d4e5f60000',
  userData: '<sensitiveDataRemoved>',
});

describeDetection(ec2UserDataChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'user data that was changed': {
      event: changing,
      summary: 'ana (IAM user) changed what i-0a1b2c3d4e5f60000 runs at the start',
      subject: 'i-0a1b2c3d4e5f60000',
    },
    'the older form of the call': {
      event: recordOf('ec2:ModifyInstanceAttribute', {
        attribute: 'userData',
        instanceId: 'i-0a1b2c3d4e5f60000',
        value: '<sensitiveDataRemoved>',
      }),
      summary: 'ana (IAM user) changed what i-0a1b2c3d4e5f60000 runs at the start',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, changing),
      severity: 'low',
      summary: 'build-77 (role deploy) changed what i-0a1b2c3d4e5f60000 runs at the start',
    },
  },
  bursts: {
    'a machine that was stopped for it, and started': {
      events: inTurn([stopping, changing, starting], 60),
      severity: 'critical',
      summary:
        'ana (IAM user) stopped i-0a1b2c3d4e5f60000, changed what it runs at the start and started it, within 2 minutes',
      subject: 'i-0a1b2c3d4e5f60000',
    },
  },
  apart: {
    'a machine that others stop and start': inTurn(
      [by(callers.sso, stopping), changing, by(callers.sso, starting)],
      60,
    ),
    'another machine that is started': inTurn([
      stopping,
      changing,
      recordOf('ec2:StartInstances', { instancesSet: { items: [{ instanceId: 'i-0a1b2c3d4e5f60001' }] } }),
    ]),
    'a machine that is started before it is changed': inTurn([stopping, starting, changing]),
  },
  ignores: {
    'another attribute': recordOf('ec2:ModifyInstanceAttribute', {
      instanceId: 'i-0a1b2c3d4e5f60000',
      instanceType: { value: 'm7i.large' },
    }),
    'a change that was refused': denied(changing),
    'a schedule that stops many': recordOf('ec2:StopInstances', {
      instancesSet: { items: [{ instanceId: 'i-0a1b2c3d4e5f60000' }, { instanceId: 'i-0a1b2c3d4e5f60001' }] },
    }),
  },
});
