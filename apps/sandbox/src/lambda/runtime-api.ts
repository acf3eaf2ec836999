import { type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from '../server/request-body.ts';

/** One process that takes invocations: what the Runtime API tells it. */
export interface RuntimeListener {
  /** The process is ready for its next invocation; the answer waits until there is one. */
  readonly onNext: (response: ServerResponse) => void;
  readonly onResponse: (requestId: string, body: string) => void;
  readonly onError: (requestId: string, body: string) => void;
  readonly onInitError: (body: string) => void;
}

export const RUNTIME_PATH = '/runtime/';
/** Lambda's limit of an answer is 6 MB; a function that says more fails. */
const MOST_ANSWER_BYTES = 6 * 1024 * 1024;

const ROUTE =
  /^\/runtime\/(?<environment>[^/]+)\/2018-06-01\/runtime\/(?:invocation\/(?:(?<next>next)|(?<id>[^/]+)\/(?<what>response|error))|(?<init>init\/error))$/;

/** The Lambda Runtime API, one path per execution environment. */
export class RuntimeApi {
  readonly path = RUNTIME_PATH;
  readonly #listeners = new Map<string, RuntimeListener>();

  register(environmentId: string, listener: RuntimeListener): () => void {
    this.#listeners.set(environmentId, listener);
    return () => {
      this.#listeners.delete(environmentId);
    };
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const { environment, next, id, what, init } = ROUTE.exec(request.url ?? '')?.groups ?? {};
    const listener = this.#listeners.get(environment ?? '');
    if (!listener) {
      response.writeHead(410).end();
    } else if (next !== undefined) {
      listener.onNext(response);
    } else {
      void this.#take(request, response, (body) => {
        if (init !== undefined) {
          listener.onInitError(body);
        } else if (what === 'response') {
          listener.onResponse(id ?? '', body);
        } else {
          listener.onError(id ?? '', body);
        }
      });
    }
  }

  async #take(request: IncomingMessage, response: ServerResponse, use: (body: string) => void): Promise<void> {
    try {
      const body = await readBody(request, MOST_ANSWER_BYTES);
      response.writeHead(202).end();
      use(body);
    } catch (error) {
      response.writeHead(413).end();
      use(JSON.stringify({ errorType: 'Function.ResponseSizeTooLarge', errorMessage: String(error) }));
    }
  }
}
