import * as z from 'zod'; // not { z }: that bundles every locale

/** Records write a number, or its digits as a text. */
export const WholeNumber = z.lazy(() =>
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^-?\d+$/)
        .transform(Number),
    ])
    .nullish(),
);
