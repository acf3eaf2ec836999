import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { GetItemCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError, alertKeyOf } from '@trailbell/alerting';
import { keyOf } from './alert-item.ts';
import { dynamoAlertStore } from './dynamo-alert-store.ts';
import { readStoredAlerts } from './read-stored-alerts.ts';
import { alertOf } from './testing/alert-of.ts';
import { describeAlertStore } from './testing/describe-alert-store.ts';
import { type LocalTable, TABLE, clientFor, close, listen, startLocalTable } from './testing/local-table.ts';

const NOW = Date.parse('2026-10-13T07:02:30.500Z');

let local: LocalTable;
describeAlertStore('the alert store in DynamoDB', {
  open: async (now) => {
    local = await startLocalTable();
    return dynamoAlertStore({ client: local.client, table: TABLE, now });
  },
  close: () => local.stop(),
});

describe('the table', () => {
  let table: LocalTable;
  beforeAll(async () => {
    table = await startLocalTable();
  });
  afterAll(() => table.stop());
  const open = () => dynamoAlertStore({ client: table.client, table: TABLE, now: () => NOW });

  test('forgets an alert after 90 days', async () => {
    const alert = alertOf({ eventKey: 'expiring' });
    await open().decide(alert, 'page');

    const { Item: item } = await table.client.send(new GetItemCommand({ TableName: TABLE, Key: keyOf(alert) }));
    expect(item?.expiresAt).toEqual({ N: String(Date.parse('2027-01-11T07:02:30Z') / 1000) });
  });

  test('stores an alert however large, with its texts cut short', async () => {
    const alert = alertOf({
      eventKey: 'large',
      summary: 'x'.repeat(500_000),
      actor: { kind: 'iam-user', name: '\u0000'.repeat(200_000) },
      runbook: Array.from({ length: 2_000 }, () => 'y'.repeat(1_000)),
    });
    await open().decide(alert, 'page');
    const stored = await open().find(alertKeyOf(alert));

    expect(stored?.alert).toMatchObject({ eventKey: 'large', severity: 'critical', title: alert.title });
    expect(stored?.alert.summary).toBe(`${'x'.repeat(499)}…`);
    expect(stored?.alert.runbook).toHaveLength(20);
  });

  test('is read with what each notifier told', async () => {
    const store = open();
    const alert = alertOf({ eventKey: 'read' });
    await store.decide(alert, 'page');
    await store.claim({ ...alertKeyOf(alert), app: 'alert-lambda', notifier: 'slack' }, NOW + 1);
    await store.markTold({ ...alertKeyOf(alert), app: 'alert-lambda', notifier: 'slack' }, 'C1/2');
    await store.claim({ ...alertKeyOf(alert), app: 'alert-lambda', notifier: 'email' }, NOW + 1);

    const stored = (await readStoredAlerts(table.client, TABLE)).filter(
      ({ alert: { eventKey } }) => eventKey === 'read',
    );
    expect(stored).toEqual([
      {
        alert,
        route: 'page',
        decidedAt: NOW,
        tellings: {
          'alert-lambda/slack': { kind: 'told', receipt: 'C1/2', toldAt: NOW },
          'alert-lambda/email': { kind: 'held', leaseUntil: NOW + 1 },
        },
      },
    ]);
  });
});

describe('failures', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  /** A store whose DynamoDB gives this answer to everything. */
  async function storeAnswering(status: number, error: string) {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', connection: 'close' });
      response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${error}`, message: 'not now' }));
    });
    const port = await listen(server);
    closing.push(() => close(server));
    return dynamoAlertStore({ client: clientFor(port), table: TABLE, now: () => NOW });
  }

  test.each([
    [400, 'ProvisionedThroughputExceededException'],
    [400, 'ThrottlingException'],
    [500, 'InternalServerError'],
  ])('%s %s may pass: every call says that the store is unavailable', async (status, error) => {
    const store = await storeAnswering(status, error);
    const key = { ...alertKeyOf(alertOf()), app: 'alert-lambda', notifier: 'slack' };

    await expect(store.decide(alertOf(), 'page')).rejects.toThrow(StoreUnavailableError);
    await expect(store.find(key)).rejects.toThrow(StoreUnavailableError);
    await expect(store.claim(key, NOW)).rejects.toThrow(StoreUnavailableError);
    await expect(store.markTold(key, 'receipt')).rejects.toThrow(StoreUnavailableError);
    await expect(store.release(key, NOW)).rejects.toThrow(StoreUnavailableError);
  });

  test('a table that is not there has to be mended, and says so', async () => {
    const store = await storeAnswering(400, 'ResourceNotFoundException');

    await expect(store.decide(alertOf(), 'page')).rejects.toThrow(ResourceNotFoundException);
  });

  test('nobody listening is a store that is unavailable', async () => {
    const server = createServer();
    const port = await listen(server);
    await close(server);
    const store = dynamoAlertStore({ client: clientFor(port), table: TABLE, now: () => NOW });

    await expect(store.find(alertKeyOf(alertOf()))).rejects.toThrow(StoreUnavailableError);
  });
});
