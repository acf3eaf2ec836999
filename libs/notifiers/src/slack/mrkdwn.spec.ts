import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hostileText } from '../testing/hostile-text.ts';
import { activeParts } from '../testing/mrkdwn-reader.ts';
import { code, date, link, plainText, prose } from './mrkdwn.ts';

test.each([
  [code, 'a_b*c`d <!here> & e', '`a_b*cˋd &lt;!here&gt; &amp; e`'],
  [code, '', '`(empty)`'],
  [prose, '*a* _b_ ~c~ `d` <!here> & @all :x: snake_case', '∗a∗ ˍbˍ ∼c∼ ˋdˋ ‹!here› &amp; ＠all ꞉x: snake_case'],
  [plainText, '*a* _b_ <!here> & @all :x: snake_case', '∗a∗ ˍbˍ ‹!here› & ＠all ꞉x: snake_case'],
  [
    prose,
    'ana@example.com called arn:aws:iam::111122223333:role/x',
    'ana@example.com called arn꞉aws꞉iam:꞉111122223333:role/x',
  ],
])('%p writes %p so that it is text', (write, text, written) => {
  expect(write(text, 200)).toBe(written);
});

test.each([code, prose, plainText])('%p is never longer than it may be, and does nothing', (write) => {
  fc.assert(
    fc.property(hostileText(), fc.integer({ min: 10, max: 300 }), (text, max) => {
      const written = write(text, max);

      expect(written.length).toBeLessThanOrEqual(max);
      expect(
        activeParts(write === plainText ? written.replaceAll('&', '&amp;') : written, { verbatim: write === code }),
      ).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a date shows in the zone of the reader, and in UTC where a client cannot', () => {
  expect(date(new Date('2026-11-23T13:05:09.900Z'))).toBe(
    '<!date^1795439109^{date_short_pretty}, {time_secs}|2026-11-23 13:05:09 UTC>',
  );
});

test('a link has a label', () => {
  expect(link('https://attack.mitre.org/techniques/T1098/', 'T1098')).toBe(
    '<https://attack.mitre.org/techniques/T1098/|T1098>',
  );
});

describe('the reader of mrkdwn that judges all this sees', () => {
  test.each([
    ['<!channel>', ['mention !channel']],
    ['`<!channel>`', ['mention !channel']],
    ['<@U1> <#C1>', ['mention @U1', 'mention #C1']],
    ['<https://evil.example|click>', ['link https://evil.example']],
    ['<!date^1^{date}|x>', ['date 1']],
    ['a < b', ['stray <']],
    ['a & b &amp; c', ['stray &']],
    ['*a* _b_ ~c~', ['bold a', 'italic b', 'strike c']],
    ['a*b* snake_case_name', []],
    ['`*a*` x', []],
    ['``` x ```', ['code block ```', 'code block ```']],
    ['` *a*', ['bold a', 'stray `']],
    [':tada:', ['emoji :tada:']],
    ['&gt; quote', ['quote &gt;']],
    ['a\u202eb', ['invisible U+202e']],
    ['https://evil.example @here', ['address https://', 'mention @here']],
  ])('%s', (text, parts) => {
    expect(activeParts(text, { verbatim: false })).toEqual(parts);
  });

  test('no address in verbatim text', () => {
    expect(activeParts('https://evil.example @here', { verbatim: true })).toEqual([]);
  });
});
