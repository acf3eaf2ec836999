import { type ClockRequest, type Explained, type FaultsRequest, type ReplayRequest } from '../page-api.ts';

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

/** Asks why an event did not ring; a sentence when the sandbox cannot say. */
export async function askWhy(id: number): Promise<Explained | string> {
  const answered = await fetched('api/explain', JSON.stringify({ id }));
  if (typeof answered === 'string') {
    return answered;
  }
  const explained: unknown = await answered.json();
  return isExplained(explained) ? explained : 'The sandbox answered with what is no explanation.';
}

/** The page and its server are of one build and share `page-api.ts`: a look at the envelope is enough. */
function isExplained(value: unknown): value is Explained {
  return typeof value === 'object' && value !== null && 'nearMisses' in value && Array.isArray(value.nearMisses);
}

async function post(path: string, body: string): Promise<string | undefined> {
  const answered = await fetched(path, body);
  return typeof answered === 'string' ? answered : undefined;
}

/** The answer, or the sentence that says why there is none. */
async function fetched(path: string, body: string): Promise<Response | string> {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return answer.ok ? answer : refusalIn(await answer.text(), answer.status);
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
