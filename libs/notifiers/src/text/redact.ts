/** What looks like a credential, and what is shown in its place. Each pattern reads its input once: values of 200 KB come by. */
const CREDENTIALS: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY.*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/gs, '[private key redacted]'],
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, '[token redacted]'],
  [/\bxox[a-z]-[\w-]{8,}|\bxapp-[\w-]{8,}|\bgh[a-z]_\w{20,}|\bgithub_pat_\w{20,}/g, '[token redacted]'],
  [/\bBearer [\w+/=.~-]{20,}/gi, '[token redacted]'],
  // `X-Amz-Signature=…`, `"sessionToken": "…"`, `SecretAccessKey: …`, `password=…`
  [
    /(secret[-_ ]?(?:access[-_ ]?)?key|(?:session|security|access|refresh|auth|id)[-_ ]?token|client[-_ ]?secret|x-amz-(?:signature|credential)|pass(?:word|wd|phrase)|private[-_ ]?key|api[-_ ]?key)(["'\\]{0,3} ?[:=] ?["'\\]{0,3})[^\s"'\\,;&}]+/gi,
    '$1$2[redacted]',
  ],
  [/session-token-[\w+/=-]+/gi, '[session token redacted]'],
  [/(?<=:\/\/)[^\s/@:]{1,200}:[^\s/@]{1,200}@/g, '[redacted]@'],
];

/** An access key id names a credential without being one: the first and last four characters are enough to find it in IAM. */
const ACCESS_KEY_ID = /(A(?:KIA|SIA|BIA|CCA))[A-Z0-9]{8,}([A-Z0-9]{4})/g;

/** Runs of base64 without a label: as long as a secret access key, or as a session token. */
const BASE64_RUN = /(?<![\w+/=])[A-Za-z0-9+/=]{40,}/g;
const SECRET_ACCESS_KEY_LENGTH = 40;
const SHORTEST_SESSION_TOKEN = 100;

/** The text without credentials: keys, tokens, passwords. What a record holds of them never leaves in a message. */
export function redact(text: string): string {
  return CREDENTIALS.reduce((redacted, [pattern, shown]) => redacted.replace(pattern, shown), text)
    .replace(ACCESS_KEY_ID, '$1…$2')
    .replace(BASE64_RUN, (run) => (isSecret(run) ? '[secret redacted]' : run));
}

function isSecret(run: string): boolean {
  const length = run.length === SECRET_ACCESS_KEY_LENGTH || run.length >= SHORTEST_SESSION_TOKEN;
  return length && /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);
}
