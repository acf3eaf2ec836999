import { type ServerResponse } from 'node:http';
import { ApiError, RateLimitedError, UnavailableError } from './api-error.ts';

export async function sendJson(response: ServerResponse, status: number, body: unknown): Promise<void> {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  await ended(response, text);
}

export async function sendText(response: ServerResponse, status: number, text: string): Promise<void> {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  await ended(response, text);
}

/** Half of the answer, then the connection breaks. */
export async function cutMidAnswer(response: ServerResponse, body: unknown): Promise<void> {
  const text = JSON.stringify(body);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  await new Promise((sent) => response.write(text.slice(0, Math.floor(text.length / 2)), sent));
  response.socket?.resetAndDestroy();
}

/** Says no in Slack's way, and answers in which word. An error nobody expected is a bug here: Slack's word for its own is `fatal_error`. */
export async function refuse(response: ServerResponse, error: unknown): Promise<string> {
  if (response.destroyed) {
    return 'the caller hung up';
  }
  if (error instanceof ApiError) {
    await sendJson(response, 200, { ok: false, error: error.error, ...error.details });
    return error.error;
  }
  if (error instanceof RateLimitedError) {
    response.setHeader('retry-after', String(error.retryAfterSeconds));
    await sendJson(response, 429, { ok: false, error: 'ratelimited' });
    return 'ratelimited';
  }
  if (error instanceof UnavailableError) {
    await sendText(response, 503, 'Service Unavailable');
    return 'service unavailable';
  }
  const reason = error instanceof Error ? error.message : String(error);
  await sendJson(response, 500, { ok: false, error: 'fatal_error', fake_slack: reason });
  return `fatal_error: ${reason}`;
}

/** Also when the caller hangs up before the end. */
async function ended(response: ServerResponse, text: string): Promise<void> {
  if (!response.destroyed) {
    await new Promise<void>((closed) => {
      response.once('close', closed).end(text);
    });
  }
}
