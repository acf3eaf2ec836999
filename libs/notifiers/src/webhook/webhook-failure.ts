import { NotToldError, type NotToldKind } from '@trailbell/alerting';
import * as z from 'zod'; // not { z }: that bundles every locale

/** Statuses that say the address, its route or its credentials are wrong, rather than the message. */
const MISCONFIGURED: ReadonlySet<number> = new Set([401, 403, 404, 405, 410]);
/** Request Timeout and Too Early: the same message may be taken a moment later. */
const PASSING: ReadonlySet<number> = new Set([408, 425]);

const REMEDIES: Readonly<Record<NotToldKind, string>> = {
  'rate-limited': 'It is told later',
  unavailable: 'It is told later',
  misconfigured: 'Correct the address of the webhook or its secret, at both ends',
  refused: 'The receiver does not take this message: compare what it expects with docs/webhook.md',
};

const Named = z.object({ name: z.string().optional().catch(undefined), code: z.string().optional().catch(undefined) });
const Failure = Named.extend({ cause: Named.optional().catch(undefined) });

const UNNAMED_WAIT_MS = 1_000;
/** No receiver puts us off for longer than a message can wait in a queue at a time. */
const LONGEST_WAIT_MS = 900_000;

/** Why a receiver did not take the message. Only its host is named: the rest of an address may be a secret. */
export function webhookRefusal(host: string, { status, headers }: Response, now: number): NotToldError {
  const kind = kindOf(status);
  if (isRedirect(status)) {
    return new NotToldError(
      `the webhook at ${host} answered ${status}, a redirect, which is not followed. Configure the final address`,
      { kind },
    );
  }
  return new NotToldError(`the webhook at ${host} answered ${status}. ${REMEDIES[kind]}`, {
    kind,
    retryAfterMs: waitFor(kind, headers.get('retry-after'), now),
  });
}

/** Why it is not known whether a receiver took the message. The cause is told by name and code: its text may hold the address. */
export function webhookUnreachable(host: string, cause: unknown): NotToldError {
  return new NotToldError(
    `the webhook at ${host} could not be reached, or did not answer in time: ${reasonOf(cause)}`,
    { cause },
  );
}

function kindOf(status: number): NotToldKind {
  if (status === 429) {
    return 'rate-limited';
  }
  if (status >= 500 || PASSING.has(status)) {
    return 'unavailable';
  }
  return isRedirect(status) || MISCONFIGURED.has(status) ? 'misconfigured' : 'refused';
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function waitFor(kind: NotToldKind, retryAfter: string | null, now: number): number | undefined {
  const asked = retryAfter === null ? undefined : millisecondsOf(retryAfter.trim(), now);
  if (asked !== undefined && asked > 0) {
    return Math.min(asked, LONGEST_WAIT_MS);
  }
  return kind === 'rate-limited' ? UNNAMED_WAIT_MS : undefined;
}

/** Seconds, or a date of HTTP. */
function millisecondsOf(retryAfter: string, now: number): number | undefined {
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return Number.isNaN(wait) ? undefined : wait;
}

/** What the platform says of a failed request, which fetch hides in the cause: `ECONNREFUSED`, `TimeoutError`. */
function reasonOf(error: unknown): string {
  const { cause, code, name } = Failure.safeParse(error).data ?? {};
  return cause?.code ?? cause?.name ?? code ?? name ?? 'unknown failure';
}
