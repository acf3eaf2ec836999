import { once } from 'node:events';
import { type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { ALERTS_TABLE } from '@trailbell/alert-store/testing/local-table';
import fc from 'fast-check';
import { type AwsError } from '../aws/aws-error.ts';
import { DynamoDb, type DynamoDbOperation } from './dynamo-db.ts';
import { type Item } from './item.ts';

const PLACE = { account: '111122223333', region: 'eu-central-1' };
const TABLE = { ...ALERTS_TABLE, TableName: 'alerts' };

type Request = readonly [DynamoDbOperation, object];

const part = fc.constantFrom('a', 'b', 'ab', '~', 'é', '\u{1F514}');
const key = fc.record({ pk: fc.record({ S: fc.constantFrom('a', 'b') }), sk: fc.record({ S: part }) });
const item = fc.tuple(key, fc.nat({ max: 3 })).map(([at, n]) => ({ ...at, n: { N: String(n) }, map: { M: {} } }));
const unchanged = { ConditionExpression: 'attribute_not_exists(pk) OR n = :n' };
const onTable = (operation: DynamoDbOperation, input: fc.Arbitrary<object>): fc.Arbitrary<Request> =>
  input.map((rest) => [operation, { TableName: 'alerts', ...rest }]);

const request: fc.Arbitrary<Request> = fc.oneof(
  onTable('PutItem', fc.record({ Item: item, ReturnValues: fc.constantFrom('NONE', 'ALL_OLD') })),
  onTable(
    'PutItem',
    item.map((Item) => ({ Item, ...unchanged, ExpressionAttributeValues: { ':n': Item.n } })),
  ),
  onTable('GetItem', fc.record({ Key: key, ProjectionExpression: fc.constantFrom('n', 'sk, n', 'map.told') })),
  onTable('DeleteItem', fc.record({ Key: key, ReturnValues: fc.constantFrom('NONE', 'ALL_OLD') })),
  onTable(
    'UpdateItem',
    key.map((Key) => ({
      Key,
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#map.told)',
      UpdateExpression: 'SET #map.told = :yes ADD n :one, by :names',
      ExpressionAttributeNames: { '#map': 'map' },
      ExpressionAttributeValues: { ':yes': { BOOL: true }, ':one': { N: '1' }, ':names': { SS: [Key.sk.S] } },
      ReturnValues: 'ALL_NEW',
    })),
  ),
  onTable(
    'Query',
    fc.record({
      KeyConditionExpression: fc.constantFrom('pk = :pk', 'pk = :pk AND sk > :sk', 'pk = :pk AND begins_with(sk, :sk)'),
      ExpressionAttributeValues: fc.record({ ':pk': fc.constant({ S: 'a' }), ':sk': fc.record({ S: part }) }),
      ScanIndexForward: fc.boolean(),
      Limit: fc.integer({ min: 1, max: 4 }),
    }),
  ),
  onTable('Scan', fc.record({ Limit: fc.integer({ min: 1, max: 20 }), ConsistentRead: fc.boolean() })),
  fc
    .uniqueArray(item, { minLength: 1, maxLength: 5, selector: ({ pk, sk }) => `${pk.S} ${sk.S}` })
    .map((items): Request => [
      'BatchWriteItem',
      { RequestItems: { alerts: items.map((Item) => ({ PutRequest: { Item } })) } },
    ]),
  // What is refused.
  onTable('GetItem', fc.constant({ Key: { pk: { S: 'a' } } })),
  onTable('PutItem', fc.constant({ Item: { pk: { S: 'a' }, sk: { N: '1' } } })),
  onTable('UpdateItem', fc.record({ Key: key, UpdateExpression: fc.constantFrom('SET', 'SET n.x.y = n') })),
  fc.constant<Request>(['GetItem', { TableName: 'another', Key: { pk: { S: 'a' } } }]),
);

test('answers whatever is asked as dynalite does over its own store', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 30 }), async (requests) => {
      const dynamoDb = new DynamoDb(() => undefined);
      const dynalite = await startDynalite();
      await dynamoDb.act('CreateTable', structuredClone(TABLE), PLACE);

      const [theirs, ours]: [unknown[], unknown[]] = [[], []];
      for (const each of requests) {
        theirs.push(await dynalite.answer(each));
        ours.push(await answerOf(dynamoDb, each));
      }
      await dynalite.stop();

      expect(ours).toEqual(theirs);
    }),
    { numRuns: 60 },
  );
});

async function answerOf(dynamoDb: DynamoDb, [operation, input]: Request): Promise<unknown> {
  try {
    const answer = await dynamoDb.act(operation, structuredClone(input), PLACE);
    return JSON.parse(JSON.stringify(answer)) as unknown;
  } catch (error) {
    const { status, code, message } = error as AwsError;
    return { status, code, message };
  }
}

/** Dynalite's own server, with the table in it. */
async function startDynalite() {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server;
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = async ([operation, input]: Request): Promise<unknown> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: 'AWS4-HMAC-SHA256 Credential=example, SignedHeaders=example, Signature=example',
      },
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as { __type: string; message?: string; Message?: string };
    const { __type: type, message, Message } = body;
    const { ok, status } = response;
    return ok ? body : { status, code: type.split('#').at(-1), message: message ?? Message };
  };
  let made = await answer(['CreateTable', TABLE]);
  while (!JSON.stringify(made).includes('"ACTIVE"')) {
    made = await answer(['DescribeTable', { TableName: 'alerts' }]);
  }
  return {
    answer,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('tells of each item as it is stored and changed, by whatever operation, and of nothing that is refused', async () => {
  const stored: Item[] = [];
  const dynamoDb = new DynamoDb((each) => stored.push(each));
  const at = { pk: { S: 'a' }, sk: { S: 'b' } };
  await dynamoDb.act('CreateTable', structuredClone(TABLE), PLACE);

  await dynamoDb.act('PutItem', { TableName: 'alerts', Item: at }, PLACE);
  await dynamoDb.act(
    'UpdateItem',
    {
      TableName: 'alerts',
      Key: at,
      UpdateExpression: 'SET n = :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    },
    PLACE,
  );
  await dynamoDb.act('BatchWriteItem', { RequestItems: { alerts: [{ PutRequest: { Item: at } }] } }, PLACE);
  await dynamoDb.act('DeleteItem', { TableName: 'alerts', Key: at }, PLACE);
  const refused = dynamoDb.act(
    'PutItem',
    { TableName: 'alerts', Item: at, ConditionExpression: 'attribute_exists(pk)' },
    PLACE,
  );

  await expect(refused).rejects.toMatchObject({ code: 'ConditionalCheckFailedException', status: 400 });
  expect(stored).toEqual([at, { ...at, n: { N: '1' } }, at]);
});

test('accounts and regions have tables of their own', async () => {
  const dynamoDb = new DynamoDb(() => undefined);
  await dynamoDb.act('CreateTable', structuredClone(TABLE), PLACE);

  const elsewhere = dynamoDb.act('DescribeTable', { TableName: 'alerts' }, { ...PLACE, region: 'us-east-1' });

  await expect(elsewhere).rejects.toThrow('Requested resource not found: Table: alerts not found');
});
