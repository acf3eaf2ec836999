import { expect, jest, test } from '@jest/globals';
import { type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretUnavailableError, secretFrom, secretToTell } from './secret.ts';

type Send = (
  command: { input: { SecretId?: string } },
  options: { abortSignal: AbortSignal },
) => Promise<{ SecretString?: string }>;

/** Secrets Manager that gives these values, one after another. */
function secretsThatGive(...answers: (string | Error)[]) {
  let next = 0;
  const send = jest.fn<Send>(() => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ SecretString: answer ?? '' });
  });
  return { send, client: { send } as unknown as SecretsManagerClient };
}

test('is read at first use, not before, by its name', async () => {
  const { send, client } = secretsThatGive('xoxb-1');
  const token = secretFrom(client, 'trailbell/slack-token');
  expect(send).not.toHaveBeenCalled();

  expect(await token()).toBe('xoxb-1');

  expect(send.mock.calls[0]?.[0].input).toEqual({ SecretId: 'trailbell/slack-token' });
});

test('is read once for many who ask at once, and kept', async () => {
  const { send, client } = secretsThatGive('xoxb-1', 'xoxb-2');
  const token = secretFrom(client, 'name');

  expect(await Promise.all([token(), token(), token()])).toEqual(['xoxb-1', 'xoxb-1', 'xoxb-1']);
  expect(await token()).toBe('xoxb-1');
  expect(send).toHaveBeenCalledTimes(1);
});

test('is read again after its time', async () => {
  let now = 0;
  const { client } = secretsThatGive('xoxb-1', 'xoxb-2');
  const token = secretFrom(client, 'name', { ttlMs: 1_000, now: () => now });

  const values = [await token()];
  now = 999;
  values.push(await token());
  now = 1_000;
  values.push(await token());

  expect(values).toEqual(['xoxb-1', 'xoxb-1', 'xoxb-2']);
});

test('is read again when the kept value was rejected, once for all whose calls were rejected', async () => {
  const { send, client } = secretsThatGive('xoxb-1', 'xoxb-2');
  const token = secretFrom(client, 'name');
  await token();

  expect(await Promise.all([token('xoxb-1'), token('xoxb-1'), token('xoxb-1')])).toEqual([
    'xoxb-2',
    'xoxb-2',
    'xoxb-2',
  ]);
  expect(await token('xoxb-1')).toBe('xoxb-2');
  expect(send).toHaveBeenCalledTimes(2);
});

test('a failure is not kept', async () => {
  const { client } = secretsThatGive(Object.assign(new Error('no'), { name: 'AccessDeniedException' }), 'xoxb-1');
  const token = secretFrom(client, 'name');

  await expect(token()).rejects.toThrow('secret name could not be read: AccessDeniedException');
  expect(await token()).toBe('xoxb-1');
});

test.each([
  ['AccessDeniedException', 'misconfigured'],
  ['ResourceNotFoundException', 'misconfigured'],
  ['ThrottlingException', 'unavailable'],
  ['TimeoutError', 'unavailable'],
] as const)('after %s nobody is told, and it is %s', async (name, kind) => {
  const { client } = secretsThatGive(Object.assign(new Error('no'), { name }));

  const told = secretToTell('Slack token', secretFrom(client, 'trailbell/slack-token'));

  await expect(told).rejects.toMatchObject({
    name: 'NotToldError',
    message: `the Slack token could not be read: secret trailbell/slack-token could not be read: ${name}`,
    kind,
  });
});

test('an empty secret says what to store', async () => {
  const { client } = secretsThatGive(' \n');

  await expect(secretFrom(client, 'name')()).rejects.toThrow(
    new SecretUnavailableError('secret name holds no text. Store it as plain text', {
      kind: 'misconfigured',
      cause: undefined,
    }),
  );
});

test('a line feed at the end is not part of the token', async () => {
  const { client } = secretsThatGive('xoxb-1\n');

  expect(await secretFrom(client, 'name')()).toBe('xoxb-1');
});

test('does not wait longer than it may', async () => {
  const send = jest.fn<Send>(
    (_command, { abortSignal }) =>
      new Promise((_resolve, reject) => {
        abortSignal.addEventListener('abort', () => {
          reject(Object.assign(new Error('aborted'), { name: 'AbortError' }));
        });
      }),
  );
  const token = secretFrom({ send } as unknown as SecretsManagerClient, 'name', { timeoutMs: 20 });

  await expect(token()).rejects.toThrow('secret name could not be read: AbortError');
});
