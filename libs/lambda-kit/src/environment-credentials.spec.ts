import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultProvider } from './environment-credentials.ts';

const NAMES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;
const before = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]));

afterEach(() => {
  setEnvironment(before);
});

describe('credentials of a bundled client', () => {
  test('are those Lambda puts into the environment', async () => {
    setEnvironment({
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'key',
      AWS_SESSION_TOKEN: 'token',
    });

    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'key',
      sessionToken: 'token',
    });
  });

  test('need no session token', async () => {
    setEnvironment({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'key' });

    expect(await defaultProvider()()).toEqual({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'key' });
  });

  test('are missed in a sentence', async () => {
    setEnvironment({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' });

    await expect(defaultProvider()()).rejects.toThrow('there are no AWS credentials in the environment');
  });
});

function setEnvironment(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of NAMES) {
    delete process.env[name];
  }
  Object.assign(process.env, Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)));
}
