import { type Alert } from '@trailbell/detections';
import fc from 'fast-check';

/** What an attacker writes into names, agents and policies; and what carelessness leaves there. */
export const HOSTILE: readonly string[] = [
  '<!channel>',
  '<!here|here> <!everyone>',
  '<@U012AB3CD> <#C012AB3CD>',
  '<https://evil.example|click>',
  '<https://evil.example',
  'https://evil.example/login?x=1&y=2',
  'slack://open ftp://evil.example mailto:ana@evil.example',
  'www.evil.example evil.example ana@evil.example bücher.example',
  '<!date^1^{date}|https://evil.example>',
  '<!subteam^S012|x>',
  '&lt;!channel&gt; &amp;lt;',
  '`',
  '``` code ```',
  '`*`_`~`',
  '*bold* _italic_ ~strike~ *_~all~_*',
  '_leading __double__ trailing_',
  ':warning: :rotating_light::skin-tone-2: :a:b:c:',
  '@here @channel @everyone @ana',
  '> quote',
  '&gt; quote',
  'line\nbreak\r\nand\u2028more\u2029',
  '\n> quote\n*bold*\n```x',
  '\u202eevil\u202c \u2066x\u2069 \u200f\u200e',
  'zero\u200bwidth\u200d\u2060\ufeff\u00ad',
  'control\u0000\u0007\u001b[31m\u007f\u0085',
  'half \ud83d pair \udd14',
  '👩‍💻👨‍👩‍👧 ❤️',
  'z̸̢̛̲̰͎a̵̡̢̛͓l̷̛͓̎̐g̴̢̛͓o',
  '\u3164\u115f\u2800',
  '',
  ' ',
  'AKIAIOSFODNN7EXAMPLE',
  'FAKE-SESSION-TOKEN-0123456789abcdef',
  '|',
  '>',
  '<',
  '&',
  '<|>',
  '^',
  '{date}',
  '{"a":"<!channel>"}',
];

const HUGE = 200 * 1024;

/** Hostile bits, anything of Unicode (halves of pairs included), long runs, and mixtures of them. */
export function hostileText(): fc.Arbitrary<string> {
  const bit = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'<>&|!@#*_~`:^\n \u202e\ud83d\ude00ax1./'.split('')) }),
  );
  const mixture = fc.array(bit, { maxLength: 12 }).map((bits) => bits.join(''));
  const huge = bit
    .filter((text) => text !== '')
    .map((text) => text.repeat(Math.ceil(HUGE / text.length)).slice(0, HUGE));
  return fc.oneof({ weight: 8, arbitrary: mixture }, { weight: 1, arbitrary: huge });
}

/** An alert with hostile text wherever a record, a queue or a table could have put some. */
export function hostileAlert(): fc.Arbitrary<Alert> {
  const text = hostileText();
  const maybe = fc.option(text, { nil: undefined });
  const known = (...values: readonly string[]) => fc.oneof(fc.constantFrom(...values), text);
  return fc
    .record({
      eventKey: text,
      detectionId: text,
      title: text,
      severity: fc.constantFrom('critical', 'high', 'medium', 'low', 'info'),
      summary: text,
      subject: known('sg-0a1b2c3d', 'user ana', 'example-exports'),
      actor: fc.record({
        kind: known('iam-user', 'constructor', 'toString'),
        name: known('ana@example.com'),
        principalArn: maybe,
        session: maybe,
        accountId: maybe,
        via: maybe,
      }),
      source: text,
      eventTime: known(
        '2026-11-23T13:05:09Z',
        '-271821-04-20T00:00:00Z',
        '+275760-09-13T00:00:00Z',
        '9999-12-31T23:59:59Z',
      ),
      eventName: text,
      eventSource: known('ec2.amazonaws.com', 'iam.amazonaws.com', 's3.amazonaws.com'),
      eventId: fc.option(known('5f3a1c2e-9d4b-4e6a-8f70-112233445566'), { nil: undefined }),
      account: known('111122223333'),
      region: known('eu-central-1', 'us-gov-west-1', 'cn-north-1'),
      errorCode: maybe,
      changes: fc.option(fc.array(fc.record({ what: text, before: maybe, after: maybe }), { maxLength: 8 }), {
        nil: undefined,
      }),
      evidence: fc.option(
        fc.record({
          count: fc.nat(),
          since: known('2026-11-23T13:05:09Z'),
          until: text,
          values: fc.array(text, { maxLength: 20 }),
        }),
        { nil: undefined },
      ),
      why: text,
      runbook: fc.array(text, { maxLength: 10 }),
      falsePositives: fc.array(text, { maxLength: 3 }),
      techniques: fc.array(known('T1685.002', 'T1098'), { maxLength: 8 }),
      unreadable: maybe,
    })
    .map((alert) => JSON.parse(JSON.stringify(alert)) as Alert);
}
