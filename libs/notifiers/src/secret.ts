import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { NotToldError, type NotToldKind } from '@trailbell/alerting';

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
  /** `misconfigured` until somebody mends it: it is not there, may not be read, or holds nothing. */
  readonly kind: Extract<NotToldKind, 'misconfigured' | 'unavailable'>;

  constructor(message: string, { kind, cause }: Pick<SecretUnavailableError, 'kind' | 'cause'>) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** Names of failures of Secrets Manager, and of the key of a secret, that do not pass. */
const LASTING: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'DecryptionFailure',
  'InvalidParameterException',
  'InvalidRequestException',
  'ResourceNotFoundException',
]);

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

/** The secret, or why nobody is told without it. `what` it is: the Slack token. */
export async function secretToTell(what: string, secret: ReadSecret, rejected?: string): Promise<string> {
  try {
    return await secret(rejected);
  } catch (cause) {
    throw new NotToldError(
      `the ${what} could not be read: ${cause instanceof Error ? cause.message : 'unknown failure'}`,
      { kind: cause instanceof SecretUnavailableError ? cause.kind : 'unavailable', cause },
    );
  }
}

async function fetchSecret(client: SecretsManagerClient, name: string, timeoutMs: number): Promise<string> {
  const answer = await client
    .send(new GetSecretValueCommand({ SecretId: name }), { abortSignal: AbortSignal.timeout(timeoutMs) })
    .catch((cause: unknown) => {
      const failure = cause instanceof Error ? cause.name : 'unknown failure';
      throw new SecretUnavailableError(`secret ${name} could not be read: ${failure}`, {
        kind: LASTING.has(failure) ? 'misconfigured' : 'unavailable',
        cause,
      });
    });
  const value = answer.SecretString?.trim();
  if (value === undefined || value === '') {
    throw new SecretUnavailableError(`secret ${name} holds no text. Store it as plain text`, {
      kind: 'misconfigured',
      cause: undefined,
    });
  }
  return value;
}
