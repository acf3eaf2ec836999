import { describe, expect, test } from '@jest/globals';
import { layoutOf, scanRecords } from './record-scan.ts';

/** A record as CloudTrail writes it: its order of fields, and no space. */
function recordText(eventName: string, parts: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: { type: 'Root', accountId: '111122223333' },
    eventTime: '2026-03-01T08:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName,
    awsRegion: 'eu-central-1',
    requestParameters: null,
    eventID: 'e-1',
    readOnly: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...parts,
  });
}

const ONE = recordText('DescribeInstances');
const OTHER = recordText('RunInstances', { readOnly: false });

function scanned(text: string, isLast = true) {
  const layout = layoutOf(text)!;
  const body = text.slice(layout.head.length);
  return [...scanRecords(body, layout, isLast)].map(({ start, end, facts, isCutOff }) => ({
    text: body.slice(start, end),
    name: facts?.eventName,
    isCutOff,
  }));
}

describe.each([
  ['a file of CloudTrail', `{"Records":[${ONE},${OTHER}]}`],
  ['a file of CloudTrail with a line break behind it', `{"Records":[${ONE},${OTHER}]}\n`],
  ['one record a line', `${ONE}\n${OTHER}`],
  ['one record a line, the last one ended', `${ONE}\n${OTHER}\n`],
])('%s', (_, text) => {
  test('is cut into its records, each known by its facts', () => {
    expect(scanned(text)).toEqual([
      { text: ONE, name: 'DescribeInstances', isCutOff: false },
      { text: OTHER, name: 'RunInstances', isCutOff: false },
    ]);
  });

  test('keeps the last record for later while more may come', () => {
    expect(scanned(text, false).map(({ name }) => name)).toEqual(['DescribeInstances']);
  });
});

test('the facts are those of the record, and not of what it carries', () => {
  const carried = { eventName: 'Carried', awsRegion: 'carried', recipientAccountId: '999999999999' };
  const text = `${recordText('PutEvents', { requestParameters: { entry: carried } })}\n`;

  expect([...scanRecords(text, layoutOf(text)!, true)][0]?.facts).toEqual({
    eventTime: '2026-03-01T08:00:00Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'PutEvents',
    region: 'eu-central-1',
    account: '111122223333',
    category: 'Management',
    access: 'read',
  });
});

describe('has no facts, and is read carefully:', () => {
  test.each([
    ['a record behind which another one hides', `${ONE}\n{"other":"order",${ONE.slice(1)}`],
    [
      'a record that carries another in its parameters',
      recordText('PutEvents', { requestParameters: JSON.parse(ONE) }),
    ],
    ['two files, one behind the other', `{"Records":[${ONE}]}{"Records":[${OTHER}]}`],
    ['a name that is written in escapes', ONE.replace('DescribeInstances', '\\u0053topLogging')],
    ['a record without account', recordText('RunInstances', { recipientAccountId: undefined })],
    ['a record of a time before categories', recordText('RunInstances', { eventCategory: undefined })],
    ['fields in another order', ONE.replace('"awsRegion"', '"sourceIPAddress":"203.0.113.9","awsRegion"')],
    ['a record over several lines', `${ONE.replace(',"requestParameters"', ',\n"requestParameters"')}\n${OTHER}`],
  ])('%s', (_, text) => {
    expect(scanned(text)[0]?.name).toBeUndefined();
  });
});

test.each([
  ['in a record', `{"Records":[${ONE},${OTHER.slice(0, -20)}`],
  ['behind a record', `{"Records":[${ONE},${OTHER}`],
  ['in a line', `${ONE}\n${OTHER.slice(0, -1)}`],
])('a file that ends %s is cut off there', (_, text) => {
  expect(scanned(text).map(({ isCutOff }) => isCutOff)).toEqual([false, true]);
});

test('what is written in another way has no layout', () => {
  expect(layoutOf(`[${ONE}]`)).toBeUndefined();
  expect(layoutOf(`{ "Records": [${ONE}]}`)).toBeUndefined();
  expect(layoutOf('{"version":"0","detail":{}}')).toBeUndefined();
});
