import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What goes wrong with the next request that it fits. */
export interface Fault {
  readonly path: RegExp;
  /** `break`: half of the body, and the connection ends. */
  readonly answer: number | 'break';
}

/** A bucket as S3 answers for it, on loopback: ListObjectsV2 in pages, GetObject with ranges; and what goes wrong on demand. */
export class FakeS3 {
  readonly objects = new Map<string, Buffer>();
  /** The path and query of every request. */
  readonly requests: string[] = [];
  readonly faults: Fault[] = [];
  pageSize = 1_000;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response);
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://fake');
    this.requests.push(decodeURIComponent(url.pathname + url.search));
    const fault = this.faults.findIndex(({ path }) => path.test(decodeURIComponent(url.pathname + url.search)));
    const [found] = fault === -1 ? [] : this.faults.splice(fault, 1);
    if (typeof found?.answer === 'number') {
      refuse(response, found.answer, found.answer === 403 ? 'AccessDenied' : 'SlowDown');
    } else if (url.searchParams.get('list-type') === '2') {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(this.#page(url.searchParams));
    } else {
      this.#object(request, response, found?.answer === 'break');
    }
  }

  #page(query: URLSearchParams): string {
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter');
    const after = query.get('continuation-token') ?? '';
    const entries = [...this.objects.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => {
        const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
        return end === -1 ? key : key.slice(0, end + 1);
      });
    const left = [...new Set(entries)].sort().filter((entry) => entry > after);
    const page = left.slice(0, this.pageSize);
    const contents = page.map((entry) => {
      const object = this.objects.get(entry);
      return object === undefined
        ? `<CommonPrefixes><Prefix>${entry}</Prefix></CommonPrefixes>`
        : `<Contents><Key>${entry}</Key><Size>${object.length}</Size></Contents>`;
    });
    const more = left.length > page.length;
    const token = more ? `<NextContinuationToken>${page.at(-1) ?? ''}</NextContinuationToken>` : '';
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`;
  }

  #object(request: IncomingMessage, response: ServerResponse, isBroken: boolean): void {
    const key = decodeURIComponent((request.url ?? '').split('?')[0] ?? '')
      .split('/')
      .slice(2)
      .join('/');
    const object = this.objects.get(key);
    if (object === undefined) {
      refuse(response, 404, 'NoSuchKey');
      return;
    }
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const part = object.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': part.length, etag: '"e"' });
    if (isBroken) {
      response.write(part.subarray(0, part.length / 2), () => response.destroy());
    } else {
      response.end(part);
    }
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>as asked for</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
}
