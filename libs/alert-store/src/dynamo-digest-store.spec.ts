import { createServer } from 'node:http';
import { expect, test } from '@jest/globals';
import { StoreUnavailableError } from '@trailbell/alerting';
import { dynamoAlertStore } from './dynamo-alert-store.ts';
import { dynamoDigestStore } from './dynamo-digest-store.ts';
import { alertOf } from './testing/alert-of.ts';
import { describeDigestStore } from './testing/describe-digest-store.ts';
import { type LocalTable, TABLE, clientFor, close, listen, startLocalTable } from './testing/local-table.ts';

let local: LocalTable;
describeDigestStore('the digest store in DynamoDB', {
  open: async (now) => {
    local = await startLocalTable();
    const table = { client: local.client, table: TABLE, now };
    return { alerts: dynamoAlertStore(table), digest: dynamoDigestStore(table) };
  },
  close: () => local.stop(),
});

const entry = { kind: 'lesser' as const, alert: alertOf() };

test('nobody listening is a store that is unavailable, whatever is asked of it', async () => {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  const store = dynamoDigestStore({ client: clientFor(port), table: TABLE, now: () => 0 });

  for (const call of [
    store.add([entry]),
    store.hold(1),
    store.save({ closedAt: 0, dueAt: 0 }, 1),
    store.release(1),
    store.untold(1),
    store.writeMembers('x', [entry]),
    store.readMembers({ id: 'x', parts: 1 }),
    store.settle([entry], 'C1/2'),
  ]) {
    await expect(call).rejects.toThrow(StoreUnavailableError);
  }
});

test('a batch of which a part is never done is a store that is unavailable, not a loss', async () => {
  const server = createServer((request, response) => {
    request.resume();
    const undone = { UnprocessedItems: { [TABLE]: [{ DeleteRequest: { Key: { pk: { S: 'x' }, sk: { S: 'y' } } } }] } };
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', connection: 'close' });
    response.end(JSON.stringify(undone));
  });
  const store = dynamoDigestStore({ client: clientFor(await listen(server)), table: TABLE, now: () => 0 });

  await expect(store.add([entry])).rejects.toThrow('left a part of a batch undone');
  await close(server);
});
