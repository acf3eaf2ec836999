import * as z from 'zod'; // not { z }: that bundles every locale

/** From what wakes somebody to what is only counted. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;

export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;
