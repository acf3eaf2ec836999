import { describe, expect, test } from '@jest/globals';
import { legible } from './legible.ts';
import { redact } from './redact.ts';

const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const SESSION_TOKEN = `IQoJb3JpZ2luX2VjE${'Ab3/xY9+'.repeat(40)}==`;
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

describe('redacts', () => {
  test.each([
    ['key AKIAIOSFODNN7EXAMPLE created', 'key AKIA…MPLE created'],
    ['ASIAIOSFODNN7EXAMPLE,AKIAI44QH8DHBEXAMPLE', 'ASIA…MPLE,AKIA…MPLE'],
    ['xAKIAIOSFODNN7EXAMPLEx', 'xAKIA…MPLEx'],
    [`secret ${SECRET_KEY}`, 'secret [secret redacted]'],
    [`"secretAccessKey":"${SECRET_KEY}"`, '"secretAccessKey":"[redacted]"'],
    [`aws_secret_access_key = ${SECRET_KEY}`, 'aws_secret_access_key = [redacted]'],
    [`a ${SESSION_TOKEN} b`, 'a [secret redacted] b'],
    ['{"sessionToken":"FAKE-SESSION-TOKEN-00ff","x":1}', '{"sessionToken":"[redacted]","x":1}'],
    ['role FAKE-SESSION-TOKEN-00ff', 'role FAKE-[session token redacted]'],
    ['{\\"password\\":\\"hunter2\\"}', '{\\"password\\":\\"[redacted]\\"}'],
    ['password: hunter2, user: bob', 'password: [redacted], user: bob'],
    ['--master-user-password=hunter2', '--master-user-password=[redacted]'],
    [
      '?X-Amz-Signature=abcdef&X-Amz-Security-Token=xyz&a=b',
      '?X-Amz-Signature=[redacted]&X-Amz-Security-Token=[redacted]&a=b',
    ],
    [`token ${JWT}.`, 'token [token redacted].'],
    ['xoxb-123456789012-abcdefghij', '[token redacted]'],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', '[token redacted]'],
    [`Authorization header Bearer abcdefghijklmnopqrstuvwxyz`, 'Authorization header [token redacted]'],
    ['postgres://bob:hunter2@db.example', 'postgres://[redacted]@db.example'],
    ['-----BEGIN RSA PRIVATE KEY----- MIIE abc= -----END RSA PRIVATE KEY----- after', '[private key redacted] after'],
    ['x -----BEGIN PRIVATE KEY----- MIIE without end', 'x [private key redacted]'],
  ])('%s', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });
});

describe('leaves alone', () => {
  test.each([
    'ana changed the login password of bob',
    'GetSessionToken was called, and GetSecretValue for trailbell/slack-token',
    'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/ana@example.com',
    'AIDAIOSFODNN7EXAMPLE and AROAIOSFODNN7EXAMPLE are no keys',
    'sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'enabled Basic authentication and bearer authentication',
    'exports/2026/11/23/payments-0001-of-0100-final-report.csv',
    'secret arn:aws:secretsmanager:eu-central-1:111122223333:secret:trailbell/slack-token-AbCdEf',
    'a'.repeat(500),
    'passwordResetRequired=true',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

test.each([16_300, 16_370, 16_380, 16_384])(
  'a credential that begins %i characters into a long value is not shown in part',
  (offset) => {
    for (const secret of [SECRET_KEY, SESSION_TOKEN, JWT, 'AKIAIOSFODNN7EXAMPLE', `password=${SECRET_KEY}`]) {
      const shown = legible(`${'x '.repeat(offset / 2)}${secret}${' y'.repeat(1_000)}`);

      expect(shown.slice(offset - 20)).not.toMatch(/wJal|IQoJ|eyJh|AKIA[A-Z0-9]/);
    }
  },
);
