import { describe, expect, test } from '@jest/globals';
import { blockKitViolations, slackRefusal } from './slack-refusal.ts';

const text = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const link = (text: object, id = 'a') => ({ type: 'button', text, action_id: id, url: 'https://example.com' });
const many = (count: number, item: object) => Array.from({ length: count }, () => item);

describe('takes', () => {
  test.each([
    [
      'each block we know, at its limits',
      [
        { type: 'header', text: plain(150), block_id: 'b'.repeat(255) },
        { type: 'section', text: text(3_000) },
        { type: 'section', fields: many(10, text(20)), accessory: link(plain(75)) },
        { type: 'context', elements: many(10, text(10)) },
        { type: 'context', elements: [{ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' }] },
        { type: 'actions', elements: [link(plain(10), 'a'), link(plain(10), 'b')] },
        { type: 'image', slack_file: { id: 'F1' }, alt_text: 'a' },
        { type: 'divider' },
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] }],
        },
      ],
    ],
    ['fifty blocks', many(50, { type: 'divider' })],
    ['no blocks', []],
  ])('%s', (_what, blocks) => {
    expect(blockKitViolations({ text: 'x', blocks })).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    [
      'a text too long',
      [{ type: 'section', text: text(3_001) }],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty text',
      [{ type: 'section', text: text(0) }],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header too long',
      [{ type: 'header', text: plain(151) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'mrkdwn in a header',
      [{ type: 'header', text: text(1) }],
      'Invalid input: expected "plain_text" [json-pointer:/blocks/0/text/type]',
    ],
    ['a section of nothing', [{ type: 'section' }], 'text or fields is required [json-pointer:/blocks/0]'],
    [
      'eleven fields',
      [{ type: 'section', fields: many(11, text(1)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    ['no field', [{ type: 'section', fields: [] }], 'no fewer than 1 items allowed [json-pointer:/blocks/0/fields]'],
    [
      'a field too long',
      [{ type: 'section', fields: [text(2_001)] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'eleven elements of context',
      [{ type: 'context', elements: many(11, text(1)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '26 buttons',
      [{ type: 'actions', elements: many(26, link(plain(1))) }],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a label too long',
      [{ type: 'actions', elements: [link(plain(76))] }],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    ['51 blocks', many(51, { type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
    ['an unknown block', [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    [
      'an unknown element',
      [{ type: 'context', elements: [{ type: 'button' }] }],
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a property no block has',
      [{ type: 'divider', color: 'red' }],
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
    [
      'emoji on mrkdwn',
      [{ type: 'section', text: { ...text(1), emoji: true } }],
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'a block_id twice',
      many(2, { type: 'divider', block_id: 'a' }),
      'block_id is used twice: a [json-pointer:/blocks]',
    ],
    [
      'an action_id twice',
      [{ type: 'actions', elements: many(2, link(plain(1))) }],
      'action_id is used twice: a [json-pointer:/blocks/0/elements]',
    ],
    [
      'a block_id too long',
      [{ type: 'divider', block_id: 'b'.repeat(256) }],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'an address that is none',
      [{ type: 'image', image_url: 'javascript:x', alt_text: 'a' }],
      'must be a valid URL [json-pointer:/blocks/0/image_url]',
    ],
    [
      'an image of nothing',
      [{ type: 'image', alt_text: 'a' }],
      'exactly one of image_url and slack_file is required [json-pointer:/blocks/0]',
    ],
    [
      'a block Slack has and this model has not',
      [{ type: 'video' }],
      'block type video is known to Slack, and not to this model of Slack: add it [json-pointer:/blocks/0/type]',
    ],
    ['blocks that are no list', 'blocks', 'Invalid input: expected array, received string [json-pointer:/blocks]'],
  ])('%s', (_what, blocks, rule) => {
    expect(slackRefusal({ text: 'x', blocks })).toEqual({ error: 'invalid_blocks', messages: [`[ERROR] ${rule}`] });
  });

  test.each([
    ['no text and no blocks', {}, 'no_text'],
    ['a text of blanks', { text: ' \n' }, 'no_text'],
    ['a text beyond 40,000', { text: 'x'.repeat(40_001) }, 'msg_too_long'],
    [
      'blocks too long together',
      { text: 'x', blocks: many(5, { type: 'section', text: text(2_700) }) },
      'msg_blocks_too_long',
    ],
  ])('%s', (_what, message, error) => {
    expect(slackRefusal(message)).toMatchObject({ error });
  });
});

test('blocks without text are taken by Slack, and a violation of ours', () => {
  const message = { blocks: [{ type: 'divider' }] };

  expect(slackRefusal(message)).toBeUndefined();
  expect(blockKitViolations(message)).toEqual(['text is missing: notifications and screen readers need it']);
});

test.each([
  ['a text nobody is shown the end of', { text: 'x'.repeat(4_001) }, 'text is longer than 4000 characters'],
  [
    'half a surrogate pair',
    { text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '\ud83d' } }] },
    'a string holds half of a surrogate pair',
  ],
])('%s is a violation', (_what, message, violation) => {
  expect(blockKitViolations(message)).toEqual([violation]);
});
