import { expect, test } from '@jest/globals';
import { docCommentOf } from './doc-comment.ts';

test('the paragraphs before the detection are read, each on one line', () => {
  const source = [
    '/** Of another thing. */',
    'const OTHER = 1;',
    '',
    '/**',
    ' * Somebody stopped a trail',
    ' * or deleted it.',
    ' *',
    ' * The attempt counts.',
    ' */',
    'export const stopped = defineDetection({});',
  ].join('\n');

  expect(docCommentOf(source)).toEqual(['Somebody stopped a trail or deleted it.', 'The attempt counts.']);
});

test('a comment on one line is read', () => {
  expect(docCommentOf('/** Somebody left. */\nexport const left = defineDetection({});')).toEqual(['Somebody left.']);
});

test('a detection without a comment says nothing', () => {
  expect(docCommentOf('/** Of a number. */\nconst N = 1;\nexport const left = defineDetection({});')).toEqual([]);
});
