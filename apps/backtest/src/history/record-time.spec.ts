import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RecordScan } from './record-scan.ts';
import { RecordTimes } from './record-time.ts';

const times = new RecordTimes();

function timeOf(text: string): number {
  const scan = new RecordScan(Buffer.from(`{"eventTime":"${text}"}`));
  scan.endOfRecord(0);
  return times.timeOf(scan);
}

test('reads times as Date.parse does', () => {
  const time = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(time, (date) => {
      const text = `${date.toISOString().slice(0, 19)}Z`;

      expect(timeOf(text)).toBe(Date.parse(text));
    }),
  );
});

test.each([
  '2026-03-01T08:00:00.000Z',
  '2026-03-01 08:00:00Z',
  '2026-03-01T08:00:00+1',
  '2026-13-01T08:00:00Z',
  '2026-03-01T24:00:00Z',
  '2026-03-01T08:60:00Z',
  '2026-03-01T0x:00:00Z',
  '',
])('leaves "%s" to others', (text) => {
  expect(timeOf(text)).toBeNaN();
});

test('a record without a time has none', () => {
  const scan = new RecordScan(Buffer.from('{"a":1}'));
  scan.endOfRecord(0);

  expect(times.timeOf(scan)).toBeNaN();
});
