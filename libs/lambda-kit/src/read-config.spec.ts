import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { ConfigError, jsonVariable, readConfig } from './read-config.ts';

const Config = z.object({
  TABLE: z.string().min(1),
  DELAY_SECONDS: z.coerce.number().int().max(900),
  ROUTING: jsonVariable(z.strictObject({ channel: z.string(), severities: z.array(z.enum(['high', 'low'])) })),
});
const ENVIRONMENT = { TABLE: 'alerts', DELAY_SECONDS: '60', ROUTING: '{"channel":"#security","severities":["high"]}' };

describe('reading configuration', () => {
  test('gives each variable its type', () => {
    expect(readConfig(Config, { ...ENVIRONMENT, PATH: '/bin' })).toEqual({
      TABLE: 'alerts',
      DELAY_SECONDS: 60,
      ROUTING: { channel: '#security', severities: ['high'] },
    });
  });

  test('names each variable that is not set, in one sentence', () => {
    expect(() => readConfig(Config, { ROUTING: ENVIRONMENT.ROUTING })).toThrow(
      new ConfigError(
        'this lambda cannot start: the environment variable TABLE is not set; the environment variable DELAY_SECONDS is not set',
      ),
    );
  });

  test('says where inside a variable the mistake is', () => {
    const environment = { ...ENVIRONMENT, ROUTING: '{"channel":"#security","severities":["high","urgent"]}' };

    expect(() => readConfig(Config, environment)).toThrow(
      'this lambda cannot start: the environment variable ROUTING is not valid (Invalid option: expected one of "high"|"low" at severities.1)',
    );
  });

  test('never quotes the value of a variable', () => {
    const environment = { TABLE: '', DELAY_SECONDS: 'example-secret', ROUTING: 'example-secret' };

    const error = thrownBy(() => readConfig(Config, environment));

    expect(error.message).toContain('ROUTING is not valid (not JSON)');
    expect(error.message).not.toContain('example-secret');
    expect(error.cause).toBeUndefined();
  });
});

function thrownBy(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
