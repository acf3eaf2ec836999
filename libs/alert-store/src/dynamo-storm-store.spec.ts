import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { openingBy } from '@trailbell/alerting';
import { dynamoIncidentStore } from './dynamo-incident-store.ts';
import { dynamoStormStore } from './dynamo-storm-store.ts';
import { MOST_IN_SHARD, shardKeyOf, shardOf } from './storm-item.ts';
import { alertOf } from './testing/alert-of.ts';
import { describeStormStore } from './testing/describe-storm-store.ts';
import { type LocalTable, TABLE, startLocalTable } from './testing/local-table.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await startLocalTable();
});
afterAll(() => local.stop());

describeStormStore('the storm store in DynamoDB', {
  open: (now, perMinute) => {
    const table = { client: local.client, table: TABLE, now };
    const storms = dynamoStormStore(table, perMinute);
    return { storms, incidents: dynamoIncidentStore(table, storms) };
  },
});

test('a storm counts so many incidents and says that there are more', async () => {
  const storms = dynamoStormStore({ client: local.client, table: TABLE, now: () => 0 }, 1);
  const incident = openingBy(alertOf(), 'page', { storm: 'full' });
  const folded = Array.from({ length: MOST_IN_SHARD }, (_, index) => `high cloudtrail-stopped 1 event-${index}`);
  const full = { ...shardKeyOf('full', shardOf(incident)), folded: { SS: folded } };
  await local.client.send(new PutItemCommand({ TableName: TABLE, Item: full }));

  await storms.fold('full', incident);

  expect(await storms.stateOf('full', 'page')).toMatchObject({ count: 200, more: true, revision: 201 });
});
