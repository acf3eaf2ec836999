/**
 * What in a text would do something, read as Slack reads it, and written without a look at how we escape.
 *
 * Slack first takes out `<…>` (anywhere, in code too), then code, then looks for formatting at the edges of words, for emoji
 * between colons, for quotes at the beginning of lines; and, unless the text is `verbatim`, for addresses and mentions.
 */
export function activeParts(text: string, { verbatim }: { readonly verbatim: boolean }): string[] {
  const sequences = [...text.matchAll(/<([^<>]*)>/g)].map(([, inside = '']) => sequenceKind(inside));
  const rest = text.replace(/<[^<>]*>/g, '□');
  const outsideCode = rest.replace(/```[^]*?```/g, '').replace(/`[^`\n]+`/g, '');

  return [
    ...sequences,
    ...all(rest, /[<>]/g, 'stray'),
    ...all(rest, /&(?!amp;|lt;|gt;)/g, 'stray'),
    ...all(rest, /```/g, 'code block'),
    ...formatting(outsideCode),
    ...all(outsideCode, /`/g, 'stray'),
    ...all(outsideCode, /:[\p{L}\p{N}_+'-]+:/gu, 'emoji'),
    ...all(outsideCode, /^\s*(?:&gt;|>)/gm, 'quote'),
    ...invisibleParts(text),
    ...(verbatim ? [] : automaticParts(outsideCode)),
  ];
}

/** Characters that are not seen, or change the order of others. Line feeds are ours. */
export function invisibleParts(text: string): string[] {
  return [...text.matchAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)].map(
    ([character]) => `invisible U+${character.codePointAt(0)?.toString(16) ?? ''}`,
  );
}

function sequenceKind(inside: string): string {
  const [target = ''] = inside.split('|');
  if (target.startsWith('!date^')) {
    return `date ${target.split('^')[1] ?? ''}`;
  }
  return /^[!@#]/.test(target) ? `mention ${target}` : `link ${target}`;
}

function formatting(text: string): string[] {
  return [
    ['bold', '\\*'],
    ['italic', '_'],
    ['strike', '~'],
  ].flatMap(([name = '', mark = '']) => {
    const pair = new RegExp(`(?<![\\p{L}\\p{N}])${mark}([^${mark}\\n]+)${mark}(?![\\p{L}\\p{N}])`, 'gu');
    return [...text.matchAll(pair)].map(([, inside = '']) => `${name} ${inside}`);
  });
}

function automaticParts(text: string): string[] {
  return [
    ...all(text, /[a-z][a-z0-9+.-]{1,20}:\/\//gi, 'address'),
    ...all(text, /(?<![\p{L}\p{N}])@(?:here|channel|everyone)/gu, 'mention'),
  ];
}

function all(text: string, pattern: RegExp, name: string): string[] {
  return [...text.matchAll(pattern)].map(([found]) => `${name} ${found}`);
}
