import { NotToldError } from '@trailbell/alerting';
import * as z from 'zod'; // not { z }: that bundles every locale
import { WebhookUrl } from './webhook-url.ts';

/**
 * Where a webhook is posted to, and what it is signed with. Both are one secret: many receivers know their senders by a token in
 * the address, and whoever may read a template must not learn it.
 */
export const WebhookTarget = z.object({
  url: WebhookUrl,
  secret: z.string('needs the signing secret: whsec_<base64 of at least 24 bytes>'),
});
export type WebhookTarget = z.infer<typeof WebhookTarget>;

const FORM = '{"url":"https://…","secret":"whsec_…"}';

/** What the secret holds; a `NotToldError` that shows nothing of it when it is not of the form. */
export function readTarget(text: string): WebhookTarget {
  const parsed = WebhookTarget.safeParse(jsonOf(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? 'the text' : issue.path.join('.');
    const valid = issue === undefined || issue.path.length === 0 ? 'is no such JSON' : issue.message;
    throw new NotToldError(`the secret of the webhook is not of the form ${FORM}: ${field} ${valid}`, {
      kind: 'misconfigured',
    });
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a syntax error would quote the secret
  }
}
