import * as z from 'zod'; // not { z }: that bundles every locale

/** Text that holds JSON. The parser's own message quotes the text, which may hold what must not be logged; ours does not. */
export function json() {
  return z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  });
}
