import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultProvider } from './environment-credentials.ts';

const before = { ...process.env };

afterEach(() => {
  process.env = before;
});

describe('credentials of a bundled client', () => {
  test('are those Lambda puts into the environment', async () => {
    process.env = {
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'key',
      AWS_SESSION_TOKEN: 'token',
    };

    expect(await defaultProvider()()).toEqual({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'key',
      sessionToken: 'token',
    });
  });

  test('need no session token', async () => {
    process.env = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'key' };

    expect(await defaultProvider()()).toEqual({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'key' });
  });

  test('are missed in a sentence', async () => {
    process.env = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' };

    await expect(defaultProvider()()).rejects.toThrow('there are no AWS credentials in the environment');
  });
});
