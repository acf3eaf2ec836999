import { type ClockRequest, type FaultsRequest, type ReplayRequest } from '../page-api.ts';

/** What the page can ask of the sandbox. */
export interface Requests {
  readonly 'api/clock': ClockRequest;
  readonly 'api/faults': FaultsRequest;
  readonly 'api/replay': ReplayRequest;
}

/** Asks, and answers with the sentence of the refusal where there is one. What changed comes by the stream. */
export async function ask<Path extends keyof Requests>(
  path: Path,
  request: Requests[Path],
): Promise<string | undefined> {
  return post(path, JSON.stringify(request));
}

/** Sends events as they were typed. The sandbox reads them, and says what is wrong with them. */
export async function sendEvents(text: string): Promise<string | undefined> {
  return post('api/events', text);
}

async function post(path: string, body: string): Promise<string | undefined> {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return answer.ok ? undefined : refusalIn(await answer.text(), answer.status);
  } catch (error) {
    return `The sandbox does not answer: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function refusalIn(text: string, status: number): string {
  try {
    const refusal: unknown = JSON.parse(text);
    if (typeof refusal === 'object' && refusal !== null && 'error' in refusal && typeof refusal.error === 'string') {
      return refusal.error;
    }
  } catch {
    // Not JSON: some other server answered. Its status says more than its page.
  }
  return `The sandbox answered ${status}.`;
}
