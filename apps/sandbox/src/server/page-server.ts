import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { sandboxState } from '../journal/sandbox-state.ts';
import { type Change, type Refusal } from '../page-api.ts';
import { type Replays } from '../replay/replays.ts';
import { type Sandbox } from '../sandbox.ts';
import { type Answer, RefusedRequestError, pageApiRoutes } from './page-api-routes.ts';
import { BodyTooLargeError, headerOf, readBody } from './request-body.ts';
import { staticFile } from './static-file.ts';

const MOST_BYTES = 16 * 1024 * 1024;

export interface PageServerOptions {
  readonly sandbox: Sandbox;
  readonly replays: Replays;
  /** Where `nx build sandbox` left the page. */
  readonly folder: string;
}

/** Serves the page and its API. Only to pages it served itself: another site open in the same browser gets nothing. */
export function createPageServer({ sandbox, replays, folder }: PageServerOptions): Server {
  const routes = pageApiRoutes(sandbox, replays);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      refuseStrangers(request);
      const path = new URL(request.url ?? '/', 'http://page').pathname;
      if (path === '/api/stream') {
        stream(sandbox, replays, response);
        return;
      }
      const route = routes[`${request.method ?? 'GET'} ${path}`];
      if (route) {
        sendJson(response, await route(await readBody(request, MOST_BYTES)));
        return;
      }
      await staticFile(folder, path, response);
    } catch (error) {
      sendRefusal(response, error);
    }
  };

  return createServer((request, response) => {
    void serve(request, response);
  });
}

/** A page elsewhere may name this address, by its own name (DNS rebinding) or in a request it sends. */
function refuseStrangers(request: IncomingMessage): void {
  const host = headerOf(request, 'host');
  const origin = headerOf(request, 'origin');
  if (!/^(127\.0\.0\.1|localhost):\d+$/.test(host) || (origin !== '' && origin !== `http://${host}`)) {
    throw new RefusedRequestError(403, `the sandbox answers its own page only, not ${origin === '' ? host : origin}`);
  }
}

function stream(sandbox: Sandbox, replays: Replays, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (change: Change): void => {
    response.write(`data: ${JSON.stringify(change)}\n\n`);
  };
  send({ kind: 'state', state: sandboxState(sandbox, replays.state) });
  sandbox.changes.on('change', send);
  response.once('close', () => {
    sandbox.changes.off('change', send);
  });
}

function sendRefusal(response: ServerResponse, error: unknown): void {
  if (error instanceof RefusedRequestError) {
    refuse(response, error.status, error.message);
  } else if (error instanceof BodyTooLargeError) {
    refuse(response, 413, error.message);
  } else {
    refuse(response, 500, `the sandbox failed: ${String(error)}`);
  }
}

function refuse(response: ServerResponse, status: number, error: string): void {
  const body: Refusal = { error };
  sendJson(response, { status, body });
}

function sendJson(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
