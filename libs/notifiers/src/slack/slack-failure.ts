import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { NotToldError, type NotToldKind } from '@trailbell/alerting';

/** Slack's word for what went wrong, what kind of failure that is, and what to do about it. */
const REMEDIES: Readonly<Record<string, { readonly kind: NotToldKind; readonly remedy: string }>> = {
  invalid_auth: misconfigured('Put a valid bot token into the secret'),
  not_authed: misconfigured('Put a valid bot token into the secret'),
  account_inactive: misconfigured('The app was removed from the workspace. Install it again and renew the secret'),
  token_revoked: misconfigured('Install the app again and renew the secret'),
  token_expired: misconfigured('Renew the token in the secret'),
  no_permission: misconfigured('Give the app the scope chat:write and install it again'),
  channel_not_found: misconfigured('Create the channel, or correct its name in the routing'),
  is_archived: misconfigured('Unarchive the channel, or route to another'),
  not_in_channel: misconfigured('Invite the app to the channel, or give it the scope chat:write.public'),
  restricted_action: misconfigured('Let the app post in the channel'),
  ratelimited: { kind: 'rate-limited', remedy: 'It is told later' },
  rate_limited: { kind: 'rate-limited', remedy: 'It is told later' },
  invalid_blocks: refused(),
  invalid_blocks_format: refused(),
  msg_blocks_too_long: refused(),
  msg_too_long: refused(),
  no_text: refused(),
  invalid_arguments: refused(),
  invalid_metadata_format: refused(),
  metadata_too_large: refused(),
};

/** A moment for one message a second and channel, when Slack names no time. */
const UNNAMED_WAIT_MS = 1_000;

/** Why Slack did not take the message, as a `NotToldError`. Holds no token: neither Slack's errors nor these texts carry one. */
export function slackFailure(channel: string, cause: unknown): NotToldError {
  if (cause instanceof NotToldError) {
    return cause;
  }
  if (cause instanceof WebAPIRateLimitedError) {
    const retryAfterMs = cause.retryAfter * 1_000;
    return new NotToldError(`Slack asks to wait ${cause.retryAfter} s before the next message to ${channel}`, {
      kind: 'rate-limited',
      retryAfterMs,
      cause,
    });
  }
  if (cause instanceof WebAPIPlatformError) {
    return platformFailure(channel, cause);
  }
  if (cause instanceof WebAPIHTTPError) {
    return new NotToldError(`Slack answered ${cause.statusCode} to the message to ${channel}`, { cause });
  }
  const reason = cause instanceof WebAPIRequestError ? cause.original : cause;
  return new NotToldError(
    `Slack could not be reached, or did not answer, for the message to ${channel}: ${reasonOf(reason)}`,
    { cause },
  );
}

/** Whether a fresh token could help. */
export function isTokenRejected(error: unknown): boolean {
  return (
    error instanceof WebAPIPlatformError &&
    ['invalid_auth', 'not_authed', 'token_expired', 'token_revoked', 'account_inactive'].includes(error.data.error)
  );
}

/** Whether there is no such message any more. */
export function isMessageGone(error: unknown): boolean {
  return (
    error instanceof WebAPIPlatformError && ['message_not_found', 'cant_update_message'].includes(error.data.error)
  );
}

function platformFailure(channel: string, cause: WebAPIPlatformError): NotToldError {
  const { error } = cause.data;
  const known = error === 'missing_scope' ? missingScope(cause) : REMEDIES[error];
  if (known === undefined) {
    const said = /^[a-z_]{1,60}$/.test(error) ? error : 'something that is not of its API';
    return new NotToldError(`Slack answered ${said} to the message to ${channel}`, { cause });
  }
  return new NotToldError(`Slack answered ${error} to the message to ${channel}. ${known.remedy}`, {
    kind: known.kind,
    cause,
    ...(known.kind === 'rate-limited' && { retryAfterMs: UNNAMED_WAIT_MS }),
  });
}

/** What the platform says of a failed request: fetch hides it in the cause. */
function reasonOf(error: unknown): string {
  const cause = hasMessage(error) && 'cause' in error ? error.cause : undefined;
  return (
    [error, cause]
      .filter(hasMessage)
      .map(({ message }) => message)
      .join(': ') || 'unknown failure'
  );
}

function hasMessage(thrown: unknown): thrown is { readonly message: unknown } {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && thrown.message !== '';
}

/** Slack says which scope it misses: chat:write for messages, files:write for the chart of a digest. */
function missingScope({ data }: WebAPIPlatformError) {
  const needed =
    'needed' in data && typeof data.needed === 'string' && SCOPES.test(data.needed) ? data.needed : undefined;
  return misconfigured(`Give the app the scope ${needed ?? 'chat:write'} and install it again`);
}

const SCOPES = /^[a-z:._,]{1,100}$/;

function misconfigured(remedy: string): { readonly kind: NotToldKind; readonly remedy: string } {
  return { kind: 'misconfigured', remedy };
}

function refused(): { readonly kind: NotToldKind; readonly remedy: string } {
  return { kind: 'refused', remedy: 'The message breaks a rule of Slack: this is a bug of the notifier' };
}
