import { randomUUID } from 'node:crypto';
import { NotToldError, type Notifier } from '@trailbell/alerting';
import { type ReadSecret, secretToTell } from '../secret.ts';
import { type Signed, WebhookSecretError, signedHeaders } from './sign-webhook.ts';
import { webhookRefusal, webhookUnreachable } from './webhook-failure.ts';
import { webhookMessageOf } from './webhook-message.ts';
import { type WebhookTarget, readTarget } from './webhook-target.ts';

export interface WebhookOptions {
  /** Reads address and signing secret at use (`WebhookTarget`, as JSON); asked again once when the receiver answers 401. */
  readonly target: ReadSecret;
  readonly timeoutMs?: number;
  /** Milliseconds since 1970: signed with the message, so that a receiver can refuse an old one. */
  readonly now?: () => number;
}

interface Outgoing extends Omit<Signed, 'timestamp'> {
  readonly attempt: string;
}

const TIMEOUT_MS = 5_000;

/**
 * Tells by posting signed JSON to an address of the operator's choice.
 *
 * One attempt for one telling, as with Slack; the retry queue does the rest, under the same `webhook-id`. A receipt is that id
 * and the attempt, which a receiver finds in the header `trailbell-attempt`.
 */
export function webhookNotifier({ target, timeoutMs = TIMEOUT_MS, now = Date.now }: WebhookOptions): Notifier {
  async function post({ url, secret }: WebhookTarget, { id, body, attempt }: Outgoing): Promise<Response> {
    const headers = signed(secret, { id, timestamp: Math.floor(now() / 1_000), body });
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
      throw webhookUnreachable(hostOf(url), cause);
    }
  }

  return {
    id: 'webhook',
    async tell(alert, route) {
      const message = webhookMessageOf(alert, route);
      const outgoing = { id: message.id, body: JSON.stringify(message), attempt: randomUUID() };
      const first = await secretToTell(WHAT, target);
      let at = readTarget(first);
      let response = await post(at, outgoing);
      const second = response.status === 401 ? await secretToTell(WHAT, target, first) : first;
      if (second !== first) {
        at = readTarget(second);
        response = await post(at, outgoing);
      }
      if (!response.ok) {
        throw webhookRefusal(hostOf(at.url), response, now());
      }
      return `${message.id}/${outgoing.attempt}`;
    },
  };
}

const WHAT = 'address and secret of the webhook';

function hostOf(url: WebhookTarget['url']): string {
  return new URL(url).host;
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
