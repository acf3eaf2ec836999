import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { secretsBulkRead } from './secrets-bulk-read.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:';
const reading = (index = 0) =>
  recordOf('secretsmanager:GetSecretValue', { secretId: `${ARN}secret-${index}-gscOm8` }, { readOnly: true });
const batch = (requestParameters: object) =>
  recordOf('secretsmanager:BatchGetSecretValue', requestParameters, { readOnly: true });
const parameters = (requestParameters: object) => recordOf('ssm:GetParameters', requestParameters, { readOnly: true });
const under = (path: string) =>
  recordOf('ssm:GetParametersByPath', { path, recursive: true, withDecryption: true }, { readOnly: true });
const names = (from: number, count: number) => Array.from({ length: count }, (_, index) => `/app/key-${from + index}`);

describeDetection(secretsBulkRead, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'every secret, by a filter that leaves nothing out': {
      event: batch({ filters: [{ key: 'tag-key', values: ['!tagKeyThatWillNeverExist'] }] }),
      summary: 'ana (IAM user) asked for every secret there is',
      subject: 'ana',
    },
    'every parameter': { event: under('/'), summary: 'ana (IAM user) asked for every secret there is' },
  },
  bursts: {
    'fifteen secrets': {
      events: calls(15, reading),
      summary:
        'ana (IAM user) read 15 different secrets in 3 minutes: secret-0-gscOm8, secret-1-gscOm8, secret-2-gscOm8 and 12 more',
      subject: 'ana',
    },
    'parameters, ten at a time': {
      events: calls(2, (index) => parameters({ names: names(index * 8, 10), withDecryption: true })),
      summary: 'ana (IAM user) read 18 different secrets in 10 seconds: /app/key-0, /app/key-1, /app/key-2 and 15 more',
    },
    'a role that deploys, for the digest': {
      events: calls(15, (index) => by(callers.deploy, reading(index))),
      severity: 'low',
      summary:
        'build-77 (role deploy) read 15 different secrets in 3 minutes: secret-0-gscOm8, secret-1-gscOm8, secret-2-gscOm8 and 12 more',
    },
  },
  apart: {
    'one secret all day': calls(50, () => reading()),
    'secrets of several programs': calls(28, (index) =>
      by(index % 2 === 0 ? callers.ana : callers.sso, reading(index)),
    ),
    'one secret every ten minutes': calls(20, reading, 600),
    'a batch that names what it wants': [
      batch({
        filters: [
          { key: 'tag-key', values: ['!gone'] },
          { key: 'tag-key', values: ['app'] },
        ],
      }),
      batch({ secretIdList: ['app/database', 'app/token'] }),
      under('/app'),
    ],
  },
  ignores: {
    'parameters that stay encrypted': parameters({ names: names(0, 10), withDecryption: false }),
    'a secret that was not given': denied(reading()),
    'a service that reads for a stack': by(callers.cloudFormation, reading()),
  },
});
