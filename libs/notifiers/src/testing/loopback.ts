import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly form: URLSearchParams;
}

/** Answers one request; `hang` never does, `break` breaks the connection. */
export type Answer =
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'break';

export interface Loopback {
  readonly url: string;
  readonly received: Received[];
  /** How the next requests are answered. */
  answer: (request: Received) => Answer;
  close(): Promise<void>;
}

/** A service on 127.0.0.1 that answers as it is told, and keeps what it was sent. */
export async function startLoopback(answer: Loopback['answer']): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void respond(request, response);
  });
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const body = await text(request);
    const call = { path: request.url ?? '', headers: request.headers, body, form: new URLSearchParams(body) };
    received.push(call);
    const said = loopback.answer(call);
    if (said === 'break') {
      request.socket.resetAndDestroy();
    } else if (said !== 'hang') {
      response.writeHead(said.status, said.headers).end(said.body);
    }
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };

  const loopback: Loopback = {
    url: `http://127.0.0.1:${port}`,
    received,
    answer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return loopback;
}
