import { once } from 'node:events';
import { type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';

/** DynamoDB's API. It comes without types, and whoever imports this file would need them too. */
const dynalite = createRequire(import.meta.url)('dynalite') as (options: {
  readonly createTableMs: number;
  readonly deleteTableMs: number;
}) => Server;

export const TABLE = 'trailbell-alerts';

/** The alerts table, as it is created. */
export const ALERTS_TABLE: CreateTableCommandInput = {
  TableName: TABLE,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
};

export interface LocalTable {
  readonly client: DynamoDBClient;
  /** Makes the table empty again. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** A DynamoDB on loopback with an empty alerts table. */
export async function startLocalTable(): Promise<LocalTable> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  const client = clientFor(await listen(server));
  await createTable(client);
  return {
    client,
    clear: () => removeAll(client),
    stop: async () => {
      client.destroy();
      await close(server);
    },
  };
}

async function isMade(client: DynamoDBClient): Promise<boolean> {
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
  return table?.TableStatus === 'ACTIVE';
}

async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(new CreateTableCommand(ALERTS_TABLE));
  while (!(await isMade(client))); // the call is answered before it is done
}

/** Item by item: a table that was deleted is still being deleted when the call returns, and cannot be created again. */
async function removeAll(client: DynamoDBClient): Promise<void> {
  for await (const { Items: items = [] } of paginateScan(
    { client },
    { TableName: TABLE, ProjectionExpression: 'pk, sk' },
  )) {
    await Promise.all(items.map((Key) => client.send(new DeleteItemCommand({ TableName: TABLE, Key }))));
  }
}

export function clientFor(port: number): DynamoDBClient {
  return new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 1,
  });
}

/** Listens on loopback, on a port of the system's choice. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

export async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}
