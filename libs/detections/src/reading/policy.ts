import { policyDocumentOf } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale

/** A policy as IAM's calls carry it, mostly as text. One that cannot be read makes the event unreadable: never a silent no. */
export const Policy = z.lazy(() =>
  z.unknown().transform((value, context) => {
    const reading = policyDocumentOf(value);
    if (reading.kind === 'policy') {
      return reading.policy;
    }
    context.addIssue({ code: 'custom', message: reading.reason });
    return z.NEVER;
  }),
);
