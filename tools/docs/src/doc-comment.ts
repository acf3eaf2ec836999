/** The comment before the first `export const … = defineDetection(` of a detection's file, as paragraphs. */
const DOC_COMMENT = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export const \w+ = defineDetection\(/;

/** What a detection's file says of it in words; nothing when it says nothing. */
export function docCommentOf(source: string): readonly string[] {
  const text = DOC_COMMENT.exec(source)?.[1] ?? '';
  return text
    .replaceAll(/^ *\* ?/gm, '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '');
}
