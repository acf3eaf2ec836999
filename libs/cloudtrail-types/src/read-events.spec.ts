import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readEventStream } from './read-events.ts';
import { complaintsIn, eventsIn, piecesOf, readPieces } from './testing/reading.ts';
import { sampleRecord, sampleRecords } from './testing/sample-records.ts';

const three = sampleRecords(3);
const [first, second, third] = three.map((record) => JSON.stringify(record)) as [string, string, string];
const lookedUp = three.map((record) => ({ EventName: 'PutObject', CloudTrailEvent: JSON.stringify(record) }));
const finding = {
  version: '0',
  id: 'a1',
  'detail-type': 'GuardDuty Finding',
  source: 'aws.guardduty',
  account: '111122223333',
  time: '2026-03-01T08:15:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: { id: 'f-1' },
};
const envelopes = three.map((detail) => ({ ...finding, 'detail-type': 'AWS API Call via CloudTrail', detail }));

const forms: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['a Records file', JSON.stringify({ Records: three }), three],
  ['a Records file that is pretty-printed', JSON.stringify({ Records: three }, null, 2), three],
  ['records one per line', `${first}\n${second}\n${third}\n`, three],
  [
    'records one per line, with Windows line ends, blank lines and no last one',
    `${first}\r\n\r\n${second}\n\n${third}`,
    three,
  ],
  ['a list of records', JSON.stringify(three), three],
  ['one record, pretty-printed', JSON.stringify(three[0], null, 2), [three[0]]],
  [
    'pretty-printed records one after another',
    three.map((record) => JSON.stringify(record, null, 4)).join('\n'),
    three,
  ],
  ['records with nothing between them', `${first}${second}${third}`, three],
  [
    'Records files one after another',
    `${JSON.stringify({ Records: [three[0]] })}\n${JSON.stringify({ Records: three.slice(1) })}`,
    three,
  ],
  ['EventBridge envelopes one per line', envelopes.map((envelope) => JSON.stringify(envelope)).join('\n'), envelopes],
  ['a list of envelopes', JSON.stringify([...envelopes, finding]), [...envelopes, finding]],
  ['one envelope, pretty-printed', JSON.stringify(finding, null, 2), [finding]],
  ['what LookupEvents answers', JSON.stringify({ Events: lookedUp, NextToken: 'more' }), three],
  [
    'what LookupEvents answers, with the list last',
    JSON.stringify({ NextToken: 'more', Meta: { Events: 1 }, Events: lookedUp }),
    three,
  ],
  ['looked-up events one per line', lookedUp.map((event) => JSON.stringify(event)).join('\n'), three],
  [
    'a mixture',
    `${first}\n[${second}]\n${JSON.stringify(finding)}\n${JSON.stringify({ Records: [three[2]] })}\n`,
    [three[0], three[1], finding, three[2]],
  ],
  ['a Records file with a byte order mark', `\uFEFF${JSON.stringify({ Records: three })}`, three],
  [
    'records that begin with another key',
    JSON.stringify({ Records: three.map((record) => ({ awsRegion: 'x', ...record })) }),
    three.map((record) => ({ ...record, awsRegion: 'eu-central-1' })),
  ],
  ['a Records file without records', '{"Records":[]}', []],
];

describe('reading events', () => {
  test.each(forms)('takes %s', async (_form, text, expected) => {
    const results = await readPieces([text]);

    expect(complaintsIn(results)).toEqual([]);
    expect(eventsIn(results).map(({ value }) => value)).toEqual(expected);
  });

  test.each(forms)('takes %s as gzip', async (_form, text, expected) => {
    const results = await readPieces([gzipSync(text)]);

    expect(complaintsIn(results)).toEqual([]);
    expect(eventsIn(results).map(({ value }) => value)).toEqual(expected);
  });

  test.each(forms)('takes %s however it arrives', async (_form, text) => {
    const bytes = Buffer.from(text);
    const whole = await readPieces([bytes]);

    for (const size of [1, 61, 1000]) {
      expect(await readPieces(piecesOf(bytes, size))).toEqual(whole);
    }
  });

  test('keeps the spelling of numbers in the text', async () => {
    const text = '{"eventID":"e-1","eventName":"A","size":0.0,"big":12345678901234567890,"small":1E-2}';

    const [event] = eventsIn(await readPieces([`{"Records":[${text},${first}]}`]));

    expect(event?.text).toBe(text);
  });

  test('tells line and index of each event', async () => {
    const results = await readPieces([`${first}\n\n{"Records":[\n${second},\n${third}]}`]);

    expect(results.map(({ position }) => position)).toEqual([
      { line: 1, index: 0 },
      { line: 4, index: 1 },
      { line: 5, index: 2 },
    ]);
  });

  test('takes gzip files one after another', async () => {
    const results = await readPieces([Buffer.concat([gzipSync(`${first}\n`), gzipSync(`${second}\n`)])]);

    expect(eventsIn(results).map(({ value }) => value)).toEqual(three.slice(0, 2));
  });
});

describe('what is malformed is told, and the rest is read:', () => {
  const broken = first.slice(0, first.indexOf('user/ana') + 2);
  const records = (...parts: string[]) => `{"Records":[${parts.join(',')}]}`;

  test.each([
    [
      'a line that is cut off',
      `${first}\n${broken}\n${third}\n`,
      [0, 2],
      ['line 2, record 1: a text in it is not closed'],
    ],
    [
      'a line that is cut off between fields',
      `${first}\n{"eventVersion":"1.11","userIdentity":{\n${third}\n${third}`,
      [0, 2, 2],
      ['line 2, record 1: its brackets do not match'],
    ],
    [
      'a line that is no JSON',
      `${first}\nnot JSON at all\n${third}\n`,
      [0, 2],
      ['line 2, record 1: it is no JSON object'],
    ],
    [
      'a bare word in a record',
      `${first}\n{"eventID":"x","a":tru}\n${third}`,
      [0, 2],
      ['line 2, record 1: it is not JSON: Expected a value'],
    ],
    [
      'a record without its last bracket',
      records(first, second.slice(0, -1), third),
      [0, 2],
      ['line 1, record 1: its brackets do not match'],
    ],
    [
      'a record without a quote',
      records(first, second.replace('"eventSource"', '"eventSource'), third),
      [0, 2],
      ['line 1, record 1: a text in it is not closed'],
    ],
    [
      'a record with a bracket too many',
      records(first, `${second}}`, third),
      [0, 1, 2],
      ['line 1, record 2: its brackets do not match'],
    ],
    [
      'a record that is cut off',
      records(first, broken, third),
      [0, 2],
      ['line 1, record 1: a text in it is not closed'],
    ],
    [
      'the last record of one file before the next',
      `${records(first, broken)}\n${records(third)}`,
      [0, 2],
      ['line 1, record 1: a text in it is not closed'],
    ],
    [
      'records that are none',
      records(first, 'null', '7', '"text"', '[]', third),
      [0, 2],
      [1, 2, 3, 4].map((index) => `line 1, record ${index}: it is no JSON object`),
    ],
    [
      'an object that is no event',
      records(first, '{"hello":"world"}', third),
      [0, 2],
      [
        'line 1, record 1: it is neither a CloudTrail record, nor an EventBridge envelope, nor an answer of LookupEvents',
      ],
    ],
    [
      'a notification of S3',
      records(first, '{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put"}', third),
      [0, 2],
      [
        'line 1, record 1: it is neither a CloudTrail record, nor an EventBridge envelope, nor an answer of LookupEvents',
      ],
    ],
    [
      'a looked-up event whose record is broken',
      JSON.stringify({ Events: [lookedUp[0], { CloudTrailEvent: broken }, lookedUp[2]] }),
      [0, 2],
      ['line 1, record 1: its CloudTrailEvent cannot be read: it is not JSON: Expected a value'],
    ],
    [
      'a record nested too deeply',
      records(first, `{"eventID":"x","a":${'['.repeat(2_100)}${']'.repeat(2_100)}}`, third),
      [0, 2],
      ['line 1, record 1: it is nested deeper than 2048'],
    ],
    [
      'a control character in a text',
      records(first, second.replace('PutObject', 'Put\u0001Object'), third),
      [0, 2],
      ['line 1, record 1: a text in it is not closed'],
    ],
    [
      'a file that ends in a record',
      `{"Records":[${first},${broken}`,
      [0],
      ['line 1, record 1: the file ends inside it'],
    ],
    [
      'a file that ends after a record',
      `{"Records":[${first},${second}`,
      [0, 1],
      ['line 1, record 2: the file ends before its list of events does'],
    ],
    [
      'a file that ends after its list',
      `{"Records":[${first},${second}]`,
      [0, 1],
      ['line 1, record 2: the file ends before its list of events does'],
    ],
    [
      'a digest file',
      '{"awsAccountId":"111122223333","digestStartTime":"2026-03-01T08:00:00Z","logFiles":[]}',
      [],
      ['line 1, record 0: it is a CloudTrail digest file, which lists log files and holds no events'],
    ],
    ['a file with nothing in it', '', [], ['line 1, record 0: it is empty']],
    ['a file with nothing but space in it', ' \n\n\t', [], ['line 3, record 0: it is empty']],
  ])('%s', async (_what, text, readable, complaints) => {
    for (const pieces of [[text], piecesOf(Buffer.from(text), 50)]) {
      const results = await readPieces(pieces);

      expect(eventsIn(results).map(({ value }) => value)).toEqual(readable.map((index) => three[index]));
      expect(complaintsIn(results).map(withoutParser)).toEqual(complaints);
    }
  });

  test('bytes that are no UTF-8', async () => {
    const text = Buffer.from(records(first, second, third));
    text[text.indexOf('ana', first.length + 20)] = 0xff;

    const results = await readPieces([text]);

    expect(complaintsIn(results)).toEqual(['line 1, record 1: it is not UTF-8']);
    expect(eventsIn(results)).toHaveLength(2);
  });

  test('a record larger than the limit', async () => {
    const huge = JSON.stringify({ ...sampleRecord(1), requestParameters: 'x'.repeat(50_000) });

    for (const pieces of [[records(first, huge, third)], piecesOf(Buffer.from(records(first, huge, third)), 1_000)]) {
      const results = await readPieces(pieces, { maxEventBytes: 20_000 });

      expect(complaintsIn(results)).toEqual(['line 1, record 1: it is larger than 20000 bytes']);
      expect(eventsIn(results).map(({ value }) => value)).toEqual([three[0], three[2]]);
    }
  });

  test('gzip data that ends early, of which all that came is read', async () => {
    const many = sampleRecords(2_000);
    const zipped = gzipSync(records(...many.map((record) => JSON.stringify(record))));
    const cut = zipped.subarray(0, zipped.length - 200);

    for (const size of [cut.length, 1_000]) {
      const results = await readPieces(piecesOf(cut, size));

      expect(eventsIn(results).length).toBeGreaterThan(1_900);
      expect(complaintsIn(results)).toEqual([expect.stringMatching(/^line 1, record \d+: its gzip data ends early$/)]);
    }
  });

  test('gzip data that breaks, of which all that came before is read', async () => {
    const zipped = gzipSync(
      sampleRecords(5_000)
        .map((record) => JSON.stringify(record))
        .join('\n'),
      { level: 1 },
    );
    zipped.fill(0xff, Math.floor(zipped.length / 2), Math.floor(zipped.length / 2) + 64);

    const results = await readPieces(piecesOf(zipped, 4_096));

    expect(eventsIn(results).length).toBeGreaterThan(1_500);
    expect(complaintsIn(results).at(-1)).toMatch(/its gzip data is broken/);
  });

  test('a stream that fails', async () => {
    const results = await readPieces({
      *[Symbol.iterator]() {
        yield `${first}\n`;
        throw new Error('connection reset');
      },
    } as unknown as string[]);

    expect(eventsIn(results)).toHaveLength(1);
    expect(complaintsIn(results)).toEqual(['line 2, record 1: it could not be read to its end: connection reset']);
  });

  test('no reason quotes a credential', async () => {
    const results = await readPieces([
      `{"eventID":"x","accessKeyId":"AKIAIOSFODNN7EXAMPLE"x}\n{"eventID":AKIAIOSFODNN7EXAMPLE}\n`,
    ]);

    expect(complaintsIn(results)).toHaveLength(2);
    expect(JSON.stringify(results)).not.toContain('AKIA');
  });
});

test('a file that somebody else began to read is read on, in its list and with its places', async () => {
  const list = { place: 'list', isListInside: true, firstKey: '"eventVersion"' } as const;
  const from = { ...list, position: { line: 3, index: 7 } };
  const results = await readPieces([`,\n${first},{"eventVersion":],${second}]}\n${third}`], { from });

  expect(eventsIn(results).map(({ value, position }) => [value, position])).toEqual([
    [three[0], { line: 4, index: 7 }],
    [three[1], { line: 4, index: 9 }],
    [three[2], { line: 5, index: 10 }],
  ]);
  expect(complaintsIn(results)).toEqual(['line 4, record 8: its brackets do not match']);
});

describe('memory', () => {
  test('holds one event at a time, whatever the size of the file', async () => {
    const body = Buffer.from(
      sampleRecords(500)
        .map((record) => `,${JSON.stringify(record)}`)
        .join(''),
    );
    const rounds = 300;
    let most = 0;

    const stream = (async function* () {
      yield Buffer.from(`{"Records":[${first}`);
      for (let round = 0; round < rounds; round += 1) {
        most = Math.max(most, process.memoryUsage().arrayBuffers);
        yield await Promise.resolve(body);
      }
      yield Buffer.from(']}');
    })();
    const before = process.memoryUsage().arrayBuffers;
    let count = 0;
    for await (const result of readEventStream(stream, 'big.json')) {
      count += result.kind === 'event' ? 1 : 0;
    }

    expect(count).toBe(500 * rounds + 1);
    expect(body.length * rounds).toBeGreaterThan(150_000_000);
    expect(most - before).toBeLessThan(100_000_000);
  });
});

describe('any bytes', () => {
  const part = fc.oneof(
    fc.constantFrom(
      first,
      second,
      '{"Records":[',
      ']}',
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '"',
      '\\',
      '\n',
      '{"Events":[',
      'null',
      '0.0',
      '\u0000',
    ),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );

  test('are answered with events and reasons, never with an error, and the same however they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 400 }), async (parts, size) => {
        const bytes = Buffer.from(parts.join(''));
        const whole = await readPieces([bytes]);
        expect(await readPieces(piecesOf(bytes, size))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

/** What JSON.parse says differs between its versions; that it says something does not. */
function withoutParser(complaint: string): string {
  return complaint.replace(/(it is not JSON: ).*/, '$1Expected a value');
}
