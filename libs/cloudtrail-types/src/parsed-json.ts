import * as z from 'zod';

/** Text that holds JSON, read. The parser's own message quotes the text, which may hold what must not be logged; ours does not. */
export const ParsedJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
