import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fact, facts } from './record-facts.ts';
import { INCOMPLETE, RecordScan, UNUSUAL } from './record-scan.ts';

const RECORD = {
  eventVersion: '1.11',
  userIdentity: { type: 'Root', accountId: '111122223333' },
  eventTime: '2026-03-01T08:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'RunInstances',
  awsRegion: 'eu-central-1',
  requestParameters: { bucketName: 'example-payments-exports', key: 'a' },
  readOnly: false,
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
};

function scanned(text: string, start = 0) {
  const scan = new RecordScan(Buffer.from(text));
  const end = scan.endOfRecord(start);
  return { end, isPlain: scan.isPlain, facts: factsOf(scan) };
}

function factsOf(scan: RecordScan): Partial<Record<Fact, string>> {
  return Object.fromEntries(
    facts.flatMap((fact) => (scan.textOf(fact) === undefined ? [] : [[fact, scan.textOf(fact)]])),
  );
}

/** What the facts are of a record that was parsed. */
function factsIn(record: Readonly<Record<string, unknown>>): Partial<Record<Fact, string>> {
  const { userIdentity, requestParameters } = record as Readonly<
    Record<'userIdentity' | 'requestParameters', Readonly<Record<string, unknown>> | null | undefined>
  >;
  const all = { ...record, type: userIdentity?.type, bucketName: requestParameters?.bucketName };
  return Object.fromEntries(
    facts.flatMap((fact) =>
      all[fact as keyof typeof all] === undefined ? [] : [[fact, String(all[fact as keyof typeof all])]],
    ),
  );
}

test('finds the end of a record and its facts, of which type is the identity’s', () => {
  const text = JSON.stringify(RECORD);

  expect(scanned(`[${text},${text}]`, 1)).toMatchObject({
    end: text.length + 1,
    isPlain: true,
    facts: factsIn(RECORD),
  });
});

describe('the facts are those of the record, and not', () => {
  test.each([
    ['of what it carries', { ...RECORD, requestParameters: { eventName: 'Carried', list: [{ readOnly: true }] } }],
    [
      'of a parameter inside the parameters',
      { ...RECORD, requestParameters: { copy: { bucketName: 'example-logs' } } },
    ],
    ['of an identity inside the identity', { ...RECORD, userIdentity: { onBehalfOf: { type: 'A' }, type: 'Root' } }],
    ['of a text that looks like them', { ...RECORD, userAgent: '","eventName":"Written' }],
  ])('%s', (_, record) => {
    expect(scanned(JSON.stringify(record))).toMatchObject({ isPlain: true, facts: factsIn(record) });
  });

  test('of a key that was written before: JSON.parse takes the last', () => {
    const text = `{"eventName":"First",${JSON.stringify(RECORD).slice(1)}`;

    expect(scanned(text).facts.eventName).toBe('RunInstances');
  });

  test('of an identity or parameters that were written before', () => {
    const before = '"userIdentity":{"type":"Root"},"requestParameters":{"bucketName":"a"}';

    expect(scanned(`{${before},"userIdentity":{},"requestParameters":null}`).facts).toEqual({});
  });
});

describe('a record is not plain, and has to be parsed, with', () => {
  test.each([
    ['a fact that is no text', '{"eventName":7}'],
    ['a fact that is null', '{"eventName":null}'],
    ['a fact that is an object', '{"eventName":{"a":1}}'],
    ['a flag in quotes', '{"readOnly":"true"}'],
    ['an identity that is none', '{"userIdentity":null}'],
    ['an envelope around it', '{"detail-type":"AWS API Call via CloudTrail","detail":{}}'],
    ['a record in text', '{"CloudTrailEvent":"{}"}'],
    ['parameters that are a list, in whose elements a pattern looks', '{"requestParameters":[{"bucketName":"a"}]}'],
    ['a bucket in a list', '{"requestParameters":{"bucketName":["a"]}}'],
    ['a key in escapes', String.raw`{"event\u004eame":"RunInstances"}`],
  ])('%s', (_, text) => {
    expect(scanned(text)).toMatchObject({ end: text.length, isPlain: false });
  });
});

describe('is for the careful reader:', () => {
  test.each([
    ['a list of records', '{"Records":[{}]}'],
    ['a text that does not end', '{"a":"b,"c":"d"}'],
    ['a value without a key', '{{"a":1}}'],
    ['a bracket that closes a brace', '{"a":1]'],
  ])('%s', (_, text) => {
    expect(scanned(text).end).toBe(UNUSUAL);
  });
});

test('space between the parts changes nothing', () => {
  const text = JSON.stringify(RECORD, undefined, 2);

  expect(scanned(`${text}\n`)).toEqual({
    end: text.length,
    isPlain: true,
    facts: factsIn(RECORD),
  });
});

test('a record that is cut off anywhere is incomplete', () => {
  const text = JSON.stringify(RECORD, undefined, 1);

  for (let length = 1; length < text.length; length += 1) {
    expect(scanned(text.slice(0, length))).toMatchObject({ end: INCOMPLETE });
  }
});

const name = fc.constantFrom(...facts, 'a', 'userAgent', 'é', 'Root', 'requestParameters', '"', '\\');
const value = fc.jsonValue({ maxDepth: 2 });
const text = fc.oneof(fc.string(), fc.constantFrom('\\', '"', '\\"', 'a"}', '{"eventName":"x"}', 'größer'));
const nested = fc.dictionary(name, fc.oneof(value, text, fc.dictionary(name, text)), { maxKeys: 4 });
/** As parameters: a bucket of any form is for other tests. */
const named = nested.filter((parameters) => !('bucketName' in parameters));
const record = fc
  .record({
    ...Object.fromEntries(
      Object.entries(RECORD).map(([key, usual]) => [key, fc.option(fc.constant(usual), { nil: undefined })]),
    ),
    userIdentity: fc.option(fc.record({ type: fc.constantFrom('Root', 'IAMUser'), sessionContext: nested }), {
      nil: undefined,
    }),
    requestParameters: fc.option(fc.oneof(named, fc.record({ bucketName: fc.constant('a'), key: text }))),
    responseElements: fc.option(fc.oneof(nested, fc.array(nested, { maxLength: 3 }))),
    userAgent: text,
  })
  .chain((all) => fc.shuffledSubarray(Object.entries(all), { minLength: Object.keys(all).length }))
  .map((entries): Record<string, unknown> => Object.fromEntries(entries));
const space = fc.constantFrom(undefined, 1, 2, '\t');

test('agrees with JSON.parse on any record, whatever it carries and however it is written', () => {
  fc.assert(
    fc.property(record, space, fc.constantFrom('', ',', ']', '\n{"a":1}'), (whole, indent, after) => {
      const json = JSON.stringify(whole, undefined, indent);
      const found = scanned(`${json}${after}`);

      expect(found).toEqual({
        end: Buffer.byteLength(json),
        isPlain: true,
        facts: factsIn(JSON.parse(json) as Record<string, unknown>),
      });
    }),
    { numRuns: 1_000 },
  );
});
