import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { type Change, type SandboxState } from '../../page-api.ts';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };
const CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

/** Something the page posted. */
export interface Post {
  readonly path: string;
  readonly body: unknown;
}

/** Speaks the page's API from a state it is given, as the sandbox does, and remembers what was posted. */
export class PageServer {
  /** What was posted and not yet looked at. */
  readonly #posts: Post[] = [];
  readonly #posted = new EventEmitter();
  readonly #folder: string;
  readonly #streams = new Set<ServerResponse>();
  #state: SandboxState;
  #refusal: { readonly status: number; readonly error: string } | undefined;
  #reply: object = {};
  #starting = false;
  #server: Server;
  #port = 0;

  constructor(folder: string, state: SandboxState) {
    this.#folder = folder;
    this.#state = state;
    this.#server = this.#newServer();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** Listens; after `goAway`, on the same port as before. */
  async listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Breaks every connection and takes no more, like a sandbox that was stopped. */
  async goAway(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    this.#streams.clear();
    this.#server = this.#newServer();
  }

  /** Sets the state that new streams begin with. */
  become(state: SandboxState): void {
    this.#state = state;
  }

  send(change: Change): void {
    for (const stream of this.#streams) {
      stream.write(`data: ${JSON.stringify(change)}\n\n`);
    }
  }

  /** The next post that nobody has looked at, when it comes. */
  async nextPost(): Promise<Post> {
    if (this.#posts.length === 0) {
      await once(this.#posted, 'post');
    }
    return this.#posts.shift()!;
  }

  /** While it starts, it serves the page, and no stream yet. */
  start(starting: boolean): void {
    this.#starting = starting;
  }

  /** Answers what is posted with this. */
  reply(body: object): void {
    this.#reply = body;
  }

  /** Refuses what is posted from now on; without arguments, takes it again. */
  refuse(status?: number, error = ''): void {
    this.#refusal = status === undefined ? undefined : { status, error };
  }

  #newServer(): Server {
    return createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').slice(1);
    if (path === 'api/stream' && this.#starting) {
      response.writeHead(503).end();
    } else if (path === 'api/stream') {
      this.#streams.add(response);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`retry: 100\ndata: ${JSON.stringify({ kind: 'state', state: this.#state })}\n\n`);
    } else if (request.method === 'POST') {
      this.#posts.push({ path, body: await json(request) });
      this.#posted.emit('post');
      const { status, ...refusal } = this.#refusal ?? { status: 202 };
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ...this.#reply, ...refusal }));
    } else {
      await this.#serveFile(path === '' ? 'index.html' : path, response);
    }
  }

  async #serveFile(name: string, response: ServerResponse): Promise<void> {
    const ending = Object.entries(TYPES).find(([ending]) => name.endsWith(`.${ending}`));
    if (ending === undefined) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': ending[1], 'content-security-policy': CONTENT_SECURITY_POLICY })
      .end(await readFile(join(this.#folder, name)));
  }
}
