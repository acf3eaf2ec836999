import * as z from 'zod'; // not { z }: that bundles every locale

/** What a sign-in says of MFA. Of some sign-ins AWS writes nothing. */
export const MfaUsed = z.lazy(() => z.object({ MFAUsed: z.string().nullish() }).nullish());

/** `Yes` for users, `YES` for root. */
export function usedMfa({ additionalEventData }: { readonly additionalEventData?: z.infer<typeof MfaUsed> }): boolean {
  return additionalEventData?.MFAUsed?.toLowerCase() === 'yes';
}
