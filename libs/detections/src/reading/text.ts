import * as z from 'zod'; // not { z }: that bundles every locale

const LONGEST_NAME = 120;

/** One line of at most `longest` characters. Control characters, which could break a line or hide text, become spaces. */
export function brief(text: string, longest: number = LONGEST_NAME): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= longest && text.length <= longest * 4
    ? line
    : `${characters.slice(0, longest - 1).join('')}…`;
}

/** A name that goes into a sentence or a subject: AWS bounds most of them, records in a file do not. */
export const Name = z.lazy(() => z.string().transform((text) => brief(text)));
