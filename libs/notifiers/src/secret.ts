import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads a secret at use. Given the value a service has rejected, answers another one if there is one by now. */
export type ReadSecret = (rejected?: string) => Promise<string>;

export interface SecretOptions {
  /** How long a value is used before it is read again. */
  readonly ttlMs?: number;
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

/** The secret could not be read. */
export class SecretUnavailableError extends Error {
  override readonly name = 'SecretUnavailableError';
}

const TTL_MS = 300_000;
const TIMEOUT_MS = 3_000;

/** The secret of this name as Secrets Manager holds it: plain text, read at first use and kept for a while; a failure is never kept. */
export function secretFrom(client: SecretsManagerClient, name: string, options: SecretOptions = {}): ReadSecret {
  const { ttlMs = TTL_MS, timeoutMs = TIMEOUT_MS, now = Date.now } = options;
  let kept: Kept | undefined;

  function readAgain(): Kept {
    const fresh = { value: fetchSecret(client, name, timeoutMs), until: now() + ttlMs };
    kept = fresh;
    fresh.value.catch(() => {
      kept = kept === fresh ? undefined : kept;
    });
    return fresh;
  }

  return async (rejected) => {
    const current = kept === undefined || kept.until <= now() ? readAgain() : kept;
    const value = await current.value;
    // Of many callers whose value was rejected, the first one reads; the others take what it read.
    return value === rejected ? (kept === undefined || kept === current ? readAgain() : kept).value : value;
  };
}

interface Kept {
  readonly value: Promise<string>;
  readonly until: number;
}

async function fetchSecret(client: SecretsManagerClient, name: string, timeoutMs: number): Promise<string> {
  const answer = await client
    .send(new GetSecretValueCommand({ SecretId: name }), { abortSignal: AbortSignal.timeout(timeoutMs) })
    .catch((cause: unknown) => {
      throw new SecretUnavailableError(
        `secret ${name} could not be read: ${cause instanceof Error ? cause.name : 'unknown failure'}`,
        { cause },
      );
    });
  const value = answer.SecretString?.trim();
  if (value === undefined || value === '') {
    throw new SecretUnavailableError(`secret ${name} holds no text. Store the token as its plain text`);
  }
  return value;
}
