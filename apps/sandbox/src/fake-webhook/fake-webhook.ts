import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type Listening, listenOnLoopback } from '../server/listen.ts';
import { headerOf, readBody } from '../server/request-body.ts';

/** A message the receiver took: its body, parsed. */
export interface WebhookPost {
  readonly id: string;
  readonly message: unknown;
}

const MOST_BYTES = 256 * 1024;
const MOST_SKEW_SECONDS = 5 * 60;

/**
 * A receiver of webhooks as docs/webhook.md tells people to write one: it verifies the signature over the bytes as they came,
 * refuses what is old, and drops what it has already.
 */
export class FakeWebhook {
  readonly #key = randomBytes(32);
  readonly #posts = new Map<string, WebhookPost>();
  readonly #now: () => number;
  #listening: Listening | undefined;
  /** Statuses that the next requests are answered with, one each, in place of being taken. */
  readonly refusals: number[] = [];
  /** How many requests came, taken or not. */
  requests = 0;

  /** `now` in epoch milliseconds: by the clock of those who sign. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** What was taken, each once, in order. */
  get posts(): readonly WebhookPost[] {
    return [...this.#posts.values()];
  }

  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      void this.#take(request, response);
    });
    this.#listening = await listenOnLoopback(server);
  }

  /** What its senders have to know: to be stored as a secret. */
  get target(): { readonly url: string; readonly secret: string } {
    return {
      url: `http://${this.#listening?.address ?? ''}/trailbell`,
      secret: `whsec_${this.#key.toString('base64')}`,
    };
  }

  async close(): Promise<void> {
    await this.#listening?.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, MOST_BYTES);
    const id = headerOf(request, 'webhook-id');
    this.requests += 1;
    const status = this.refusals.shift() ?? (this.#isAuthentic(request, id, body) ? 204 : 401);
    if (status === 204 && !this.#posts.has(id)) {
      this.#posts.set(id, { id, message: JSON.parse(body) });
    }
    response.writeHead(status).end();
  }

  #isAuthentic(request: IncomingMessage, id: string, body: string): boolean {
    const timestamp = headerOf(request, 'webhook-timestamp');
    const expected = createHmac('sha256', this.#key).update(`${id}.${timestamp}.${body}`).digest();
    const [version, given = ''] = headerOf(request, 'webhook-signature').split(',');
    const signature = Buffer.from(given, 'base64');
    return (
      version === 'v1' &&
      signature.length === expected.length &&
      timingSafeEqual(signature, expected) &&
      Math.abs(this.#now() / 1_000 - Number(timestamp)) <= MOST_SKEW_SECONDS
    );
  }
}
