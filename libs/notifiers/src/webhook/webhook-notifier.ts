import { randomUUID } from 'node:crypto';
import { NotToldError, type Notifier } from '@trailbell/alerting';
import { type ReadSecret } from '../secret.ts';
import { type Signed, WebhookSecretError, signedHeaders } from './sign-webhook.ts';
import { webhookRefusal, webhookUnreachable } from './webhook-failure.ts';
import { webhookMessageOf } from './webhook-message.ts';
import { type WebhookUrl } from './webhook-url.ts';

export interface WebhookOptions {
  readonly url: WebhookUrl;
  /** Reads the signing secret at use; asked again once when the receiver answers 401. */
  readonly secret: ReadSecret;
  readonly timeoutMs?: number;
  /** Milliseconds since 1970: signed with the message, so that a receiver can refuse an old one. */
  readonly now?: () => number;
}

type Outgoing = Omit<Signed, 'timestamp'>;

const TIMEOUT_MS = 5_000;

/**
 * Tells by posting signed JSON to an address of the operator's choice.
 *
 * One attempt for one telling, as with Slack; the retry queue does the rest, under the same `webhook-id`. A receipt is that id
 * and the attempt, which a receiver finds in the header `trailbell-attempt`.
 */
export function webhookNotifier({ url, secret, timeoutMs = TIMEOUT_MS, now = Date.now }: WebhookOptions): Notifier {
  const { host } = new URL(url);

  async function post(key: string, attempt: string, { id, body }: Outgoing): Promise<Response> {
    const headers = signed(key, { id, timestamp: Math.floor(now() / 1_000), body });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Trailbell',
          'trailbell-attempt': attempt,
          ...headers,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel(); // nothing a receiver says is read
      return response;
    } catch (cause) {
      throw webhookUnreachable(host, cause);
    }
  }

  return {
    id: 'webhook',
    async tell(alert, route) {
      const message = webhookMessageOf(alert, route);
      const outgoing = { id: message.id, body: JSON.stringify(message) };
      const attempt = randomUUID();
      const first = await read(secret);
      let response = await post(first, attempt, outgoing);
      const second = response.status === 401 ? await read(secret, first) : first;
      if (second !== first) {
        response = await post(second, attempt, outgoing);
      }
      if (!response.ok) {
        throw webhookRefusal(host, response, now());
      }
      return `${message.id}/${attempt}`;
    },
  };
}

async function read(secret: ReadSecret, rejected?: string): Promise<string> {
  try {
    return await secret(rejected);
  } catch (cause) {
    throw new NotToldError(
      `the webhook secret could not be read: ${cause instanceof Error ? cause.message : 'unknown failure'}`,
      { cause },
    );
  }
}

function signed(secret: string, message: Signed): Readonly<Record<string, string>> {
  try {
    return signedHeaders(secret, message);
  } catch (cause) {
    throw cause instanceof WebhookSecretError
      ? new NotToldError(cause.message, { kind: 'misconfigured', cause })
      : cause;
  }
}
