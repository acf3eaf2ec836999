import * as z from 'zod'; // not { z }: that bundles every locale

/** AWS writes a boolean; some exports the word. */
export const Flag = z.lazy(() => z.union([z.boolean(), z.stringbool()]).nullish());
