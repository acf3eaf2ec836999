import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamoIncidentStore } from './dynamo-incident-store.ts';
import { incidentItemKeyOf, newIncidentItemOf, subjectItemKeyOf } from './incident-item.ts';
import { alertOf } from './testing/alert-of.ts';
import { describeIncidentStore } from './testing/describe-incident-store.ts';
import { type LocalTable, TABLE, startLocalTable } from './testing/local-table.ts';

const NO_STORMS = { admit: () => Promise.resolve(undefined) };
const NOW = Date.parse('2026-10-13T07:02:30Z');

let local: LocalTable;
describeIncidentStore('the incident store in DynamoDB', {
  open: async (now) => {
    local = await startLocalTable();
    return dynamoIncidentStore({ client: local.client, table: TABLE, now }, NO_STORMS);
  },
  close: () => local.stop(),
});

describe('the table', () => {
  let table: LocalTable;
  beforeAll(async () => {
    table = await startLocalTable();
  });
  afterAll(() => table.stop());
  const open = () => dynamoIncidentStore({ client: table.client, table: TABLE, now: () => NOW }, NO_STORMS);
  const itemOf = async (Key: ReturnType<typeof subjectItemKeyOf>) =>
    (await table.client.send(new GetItemCommand({ TableName: TABLE, Key }))).Item;

  test('forgets subjects and incidents after 90 days', async () => {
    const incident = await open().place(alertOf(), 'page');
    await open().join(incident, alertOf({ eventKey: 'second' }));

    const expiresAt = { N: String(Date.parse('2027-01-11T07:02:30Z') / 1000) };
    expect(await itemOf(subjectItemKeyOf(alertOf()))).toMatchObject({ expiresAt });
    expect(await itemOf(incidentItemKeyOf(incident))).toMatchObject({ expiresAt });
  });

  test('counts so many and says that there are more; a rise in severity is not lost among them', async () => {
    const store = open();
    const first = alertOf({ eventKey: 'crowd', subject: 'crowd', severity: 'medium' });
    const incident = await store.place(first, 'alert');
    const members = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`crowd-${index}`, { N: '1' }]));
    const full = { ...newIncidentItemOf(incident, NOW), members: { M: members } };
    await table.client.send(new PutItemCommand({ TableName: TABLE, Item: full }));
    await store.join(incident, { ...first, eventKey: 'one too many' });

    const { state, news } = await store.join(incident, { ...first, eventKey: 'graver', severity: 'critical' });

    expect(state).toMatchObject({ count: 251, more: true, severity: 'critical' });
    expect(news).toEqual({ aspects: [], rise: true });
  });

  test('a subject and an event key longer than a key of the table are told apart by all of it', async () => {
    const store = open();
    const long = alertOf({ eventKey: 'x'.repeat(3_000), subject: 'y'.repeat(3_000) });
    const incident = await store.place(long, 'page');
    await store.join(incident, { ...long, eventKey: `${'x'.repeat(3_000)}2` });

    const other = await store.place({ ...long, eventKey: 'other', subject: `${long.subject}!` }, 'page');
    const { state } = await store.join(incident, { ...long, eventKey: `${'x'.repeat(3_000)}3` });

    expect(other.eventKey).toBe('other');
    expect(state.count).toBe(3);
  });
});
