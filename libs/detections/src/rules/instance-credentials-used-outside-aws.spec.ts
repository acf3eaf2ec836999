import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, inTurn, recordOf } from '../testing/record-of.ts';
import { instanceCredentialsUsedOutsideAws } from './instance-credentials-used-outside-aws.ts';

const machine = (session = 'i-0a1b2c3d4e5f60000') => ({
  ...callers.deploy,
  principalId: `AROAEXAMPLEROLEID1234:${session}`,
  arn: `arn:aws:sts::111122223333:assumed-role/deploy/${session}`,
});
const calling = (sourceIPAddress: string, session?: string) =>
  by(machine(session), recordOf('sts:GetCallerIdentity', null, { readOnly: true, sourceIPAddress }));

describeDetection(instanceCredentialsUsedOutsideAws, {
  settings: { optIn: ['instance-credentials-used-outside-aws'] },
  bursts: {
    'a machine that calls from two places': {
      events: inTurn([calling('203.0.113.24'), calling('198.51.100.77')], 600),
      summary:
        'the credentials of the machine i-0a1b2c3d4e5f60000 were used from 2 different addresses in 10 minutes: 203.0.113.24, 198.51.100.77',
      subject: 'i-0a1b2c3d4e5f60000',
    },
  },
  apart: {
    'a machine that calls from one place': inTurn([calling('203.0.113.24'), calling('203.0.113.24')]),
    'two machines at two places': inTurn([calling('203.0.113.24'), calling('198.51.100.77', 'i-0a1b2c3d4e5f60001')]),
  },
  ignores: {
    'a call from inside the network': calling('10.0.12.7'),
    'a call of AWS for the machine': calling('ssm.amazonaws.com'),
    'a role that no machine holds': by(callers.deploy, calling('203.0.113.24')),
  },
});
