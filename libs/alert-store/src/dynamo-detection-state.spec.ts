import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError, decideCandidate } from '@trailbell/alerting';
import { dynamoDetectionState } from './dynamo-detection-state.ts';
import { readStoredAlerts } from './read-stored-alerts.ts';
import { alertOf } from './testing/alert-of.ts';
import { describeDetectionState } from './testing/describe-detection-state.ts';
import { type LocalTable, TABLE, clientFor, close, listen, startLocalTable } from './testing/local-table.ts';

const NOW = Date.parse('2026-10-13T07:02:30Z');
const HOUR = 3_600_000;

let local: LocalTable;
describeDetectionState('what detections remember, in DynamoDB', {
  open: async () => {
    local = await startLocalTable();
    return dynamoDetectionState({ client: local.client, table: TABLE, now: () => NOW });
  },
  close: () => local.stop(),
  numRuns: 15,
});

describe('the table', () => {
  let table: LocalTable;
  beforeAll(async () => {
    table = await startLocalTable();
  });
  afterAll(() => table.stop());

  test('holds one small item that ends, however many calls and whatever they name', async () => {
    const state = dynamoDetectionState({ client: table.client, table: TABLE, now: () => NOW });
    const begin = Date.parse('2026-10-13T07:00:00Z');
    for (let call = 0; call < 60; call += 1) {
      const eventTime = new Date(begin + call * 2 * HOUR).toISOString();
      const demand = {
        kind: 'threshold' as const,
        ...{ key: ['x'.repeat(3_000)], values: ['\u{1F514}'.repeat(120)], atLeast: 20 },
        ...{ windowMs: 24 * HOUR, begins: 'ana was denied', counted: 'calls', listing: ':' },
      };
      await decideCandidate({ alert: alertOf({ eventKey: `${'e'.repeat(500)}${call}`, eventTime }), demand }, state);
    }

    const { Items: items = [] } = await table.client.send(new ScanCommand({ TableName: TABLE }));
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items).length).toBeLessThan(200_000);
    expect(items[0]?.pk?.S).toMatch(/^state#cloudtrail-stopped#[0-9a-f]{64}$/);
    expect(items[0]?.expiresAt).toEqual({ N: String((NOW + 54 * HOUR) / 1000) });
    expect(await readStoredAlerts(table.client, TABLE)).toEqual([]);
  });

  test('what somebody else put there is none of ours', async () => {
    const garbled = dynamoDetectionState({
      client: { send: () => Promise.resolve({ Item: { pk: { S: 'state#one' } } }) } as never,
      table: TABLE,
      now: () => NOW,
    });

    await expect(garbled.read({ detectionId: 'one', key: [] })).rejects.toThrow(
      'item state#one of the alerts table is none of ours',
    );
  });

  test('nobody listening is a store that is unavailable', async () => {
    const server = createServer();
    const port = await listen(server);
    await close(server);
    const state = dynamoDetectionState({ client: clientFor(port), table: TABLE, now: () => NOW });

    await expect(state.read({ detectionId: 'one', key: [] })).rejects.toThrow(StoreUnavailableError);
  });
});
