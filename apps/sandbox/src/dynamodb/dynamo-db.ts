import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import dynalite from 'dynalite';
import { type Place } from '../aws/arn.ts';
import { type SdkCall } from '../cloud/call-log.ts';
import { type Caller } from '../server/operations.ts';
import { headerOf } from '../server/request-body.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** A request that may have changed an item: by `key` where it was updated or deleted, by the whole `item` where it was put. */
export interface Write {
  readonly place: Place;
  readonly table: string;
  readonly attributes: z.infer<typeof Attributes>;
}

const Attributes = z.record(z.string(), z.looseObject({}));
const WriteRequest = z.object({ TableName: z.string(), Key: Attributes.optional(), Item: Attributes.optional() });

export interface DynamoDbObserver {
  readonly onCall: (call: SdkCall) => void;
  readonly onWrite: (write: Write) => void;
}

/** DynamoDB, one dynalite for each account and region, without ports of their own. */
export class DynamoDb {
  readonly #servers = new Map<string, Server>();
  readonly #observer: DynamoDbObserver;

  constructor(observer: DynamoDbObserver) {
    this.#observer = observer;
  }

  handlerFor(caller: Caller): RequestHandler {
    const server = this.#serverAt(caller);
    return (request, response) => {
      this.#watch(caller, request, response);
      server.emit('request', request, response);
    };
  }

  /** Listens in on the request; dynalite reads it all the same. */
  #watch(caller: Caller, request: IncomingMessage, response: ServerResponse): void {
    const [api = '', operation = ''] = headerOf(request, 'x-amz-target').split('.');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('finish', () => {
      if (response.statusCode !== 200) {
        return; // its body may not even be JSON
      }
      const input: unknown = JSON.parse(Buffer.concat(chunks).toString());
      this.#observer.onCall({ ...caller, api, operation, input });
      if (['PutItem', 'UpdateItem', 'DeleteItem'].includes(operation)) {
        const { TableName, Key, Item } = WriteRequest.parse(input);
        this.#observer.onWrite({ place: caller, table: TableName, attributes: Key ?? Item ?? {} });
      }
    });
  }

  #serverAt({ account, region }: Place): Server {
    const key = `${account}/${region}`;
    const server = this.#servers.get(key) ?? dynalite({ createTableMs: 0, deleteTableMs: 0 });
    this.#servers.set(key, server);
    return server;
  }
}
