import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { ssmSessionStarted } from './ssm-session-started.ts';

const started = (request: object = {}) => recordOf('ssm:StartSession', { target: 'i-0f1e', ...request });
const toHost = (parameters: unknown) =>
  started({ documentName: 'AWS-StartPortForwardingSessionToRemoteHost', parameters });

describeDetection(ssmSessionStarted, {
  alerts: {
    'a session': {
      event: started(),
      summary: 'ana (IAM user) opened a session on i-0f1e',
      subject: 'i-0f1e',
    },
    'a tunnel to a port of the machine': {
      event: started({
        documentName: 'AWS-StartPortForwardingSession',
        parameters: { portNumber: ['8080'], localPortNumber: ['8080'] },
      }),
      summary: 'ana (IAM user) opened a tunnel through i-0f1e to port 8080',
    },
    'a tunnel to another host': {
      event: toHost({ host: ['payments.example.com'], portNumber: ['5432'] }),
      severity: 'medium',
      summary: 'ana (IAM user) opened a tunnel through i-0f1e to payments.example.com:5432',
    },
    'a tunnel whose end is hidden': {
      event: toHost('HIDDEN_DUE_TO_SECURITY_REASONS'),
      severity: 'medium',
      summary: 'ana (IAM user) opened a tunnel through i-0f1e',
    },
    'a session that is taken up again': {
      event: recordOf('ssm:ResumeSession', { sessionId: 'ana-0f1e' }),
      summary: 'ana (IAM user) came back to the session ana-0f1e',
      subject: 'ana-0f1e',
    },
    'a record without parameters': {
      event: recordOf('ssm:StartSession', null),
      summary: 'ana (IAM user) opened a session on (not named)',
    },
  },
  ignores: {
    'a session that ends': { ...started(), eventName: 'TerminateSession' },
    'a machine that is not connected': { ...started(), errorCode: 'TargetNotConnected' },
    'a call that was denied': denied(started()),
  },
});
