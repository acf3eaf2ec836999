import * as z from 'zod'; // not { z }: that bundles every locale

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

const VALID =
  'needs an address that begins with https:// and holds no user or password (http:// is taken for loopback alone)';

/** Where a webhook is posted to. Which host that is, private ones included, is the operator's own decision: no record has a say in it. */
export const WebhookUrl = z.string(VALID).refine(isUsable, VALID).brand('WebhookUrl');
export type WebhookUrl = z.infer<typeof WebhookUrl>;

function isUsable(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.username === '' &&
    url.password === '' &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
  );
}
