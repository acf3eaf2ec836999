import { createHmac } from 'node:crypto';

export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The secret is none that a webhook can be signed with. Its text is not shown. */
export class WebhookSecretError extends Error {
  override readonly name = 'WebhookSecretError';
}

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const FEWEST_BYTES = 24;

/** The headers of a signed webhook, as standardwebhooks.com defines them: HMAC-SHA256 over id, time and body. */
export function signedHeaders(secret: string, { id, timestamp, body }: Signed): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}

function keyOf(secret: string): Buffer {
  const [, encoded = ''] = SECRET.exec(secret) ?? [];
  const key = Buffer.from(encoded, 'base64');
  if (key.length < FEWEST_BYTES) {
    throw new WebhookSecretError(
      `the webhook secret is not of the form whsec_<base64 of at least ${FEWEST_BYTES} bytes>. Make one: echo "whsec_$(openssl rand -base64 32)"`,
    );
  }
  return key;
}
