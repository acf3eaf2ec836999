import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { ec2InstanceConnect } from './ec2-instance-connect.ts';

const putting = (instanceId: string, call = 'SendSSHPublicKey') =>
  recordOf(`ec2-instance-connect:${call}`, {
    instanceId,
    instanceOSUser: 'ec2-user',
    sSHPublicKey: 'ssh-ed25519 AAAA',
  });
const refused = (instanceId: string) =>
  denied(putting(instanceId), {
    errorMessage: `User: arn:aws:iam::111122223333:user/ana is not authorized to perform: ec2-instance-connect:SendSSHPublicKey on resource: arn:aws:ec2:eu-central-1:111122223333:instance/${instanceId} because no identity-based policy allows it`,
  });

describeDetection(ec2InstanceConnect, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a key on a machine': {
      event: putting('i-0a1b2c3d4e5f60000'),
      summary: 'ana (IAM user) put an SSH key on i-0a1b2c3d4e5f60000 for the user ec2-user',
      subject: 'ana',
    },
    'a key at the serial console': {
      event: recordOf('ec2-instance-connect:SendSerialConsoleSSHPublicKey', {
        instanceId: 'i-0a1b2c3d4e5f60000',
        serialPort: 0,
        sSHPublicKey: 'ssh-ed25519 AAAA',
      }),
      severity: 'high',
      summary: 'ana (IAM user) put an SSH key on i-0a1b2c3d4e5f60000, through the serial console',
    },
    'an attempt that was denied': {
      event: refused('i-0a1b2c3d4e5f60000'),
      summary: 'ana (IAM user) tried to put an SSH key on i-0a1b2c3d4e5f60000 and was denied',
    },
    'an attempt that does not say on what': {
      event: denied(putting('i-0a1b2c3d4e5f60000')),
      summary: 'ana (IAM user) tried to put an SSH key on a machine and was denied',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, putting('i-0a1b2c3d4e5f60000')),
      severity: 'low',
      summary: 'build-77 (role deploy) put an SSH key on i-0a1b2c3d4e5f60000 for the user ec2-user',
    },
  },
  bursts: {
    'two machines': {
      events: calls(2, (index) => putting(`i-0a1b2c3d4e5f6000${index}`)),
      severity: 'high',
      summary:
        'ana (IAM user) put an SSH key on 2 different machines in 10 seconds: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001',
      subject: 'ana',
    },
    'attempts on two machines': {
      events: calls(2, (index) => refused(`i-0a1b2c3d4e5f6000${index}`)),
      severity: 'high',
      summary:
        'ana (IAM user) tried to put an SSH key on 2 different machines in 10 seconds: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001',
    },
  },
  apart: {
    'one machine twice': calls(2, () => putting('i-0a1b2c3d4e5f60000')),
    'two administrators': calls(2, (index) =>
      by(index === 0 ? callers.ana : callers.sso, putting(`i-0a1b2c3d4e5f6000${index}`)),
    ),
  },
  ignores: {
    'a service that connects': by(callers.cloudFormation, putting('i-0a1b2c3d4e5f60000')),
    'another call': { ...putting('i-0a1b2c3d4e5f60000'), eventName: 'OpenTunnel' },
  },
});
