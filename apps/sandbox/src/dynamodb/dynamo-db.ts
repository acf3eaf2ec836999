import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import dynalite from 'dynalite';
import { type Place } from '../aws/arn.ts';
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

/** DynamoDB, one dynalite for each account and region, without ports of their own. */
export class DynamoDb {
  readonly #servers = new Map<string, Server>();
  readonly #onWrite: (write: Write) => void;

  constructor(onWrite: (write: Write) => void) {
    this.#onWrite = onWrite;
  }

  handlerFor(place: Place): RequestHandler {
    const server = this.#serverAt(place);
    return (request, response) => {
      if (/\.(PutItem|UpdateItem|DeleteItem)$/.test(headerOf(request, 'x-amz-target'))) {
        this.#watch(place, request, response);
      }
      server.emit('request', request, response);
    };
  }

  /** Listens in on the request; dynalite reads it all the same. */
  #watch(place: Place, request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.once('finish', () => {
      if (response.statusCode === 200) {
        const { TableName, Key, Item } = WriteRequest.parse(JSON.parse(Buffer.concat(chunks).toString()));
        this.#onWrite({ place, table: TableName, attributes: Key ?? Item ?? {} });
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
