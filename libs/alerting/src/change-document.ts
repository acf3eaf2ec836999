import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailableError } from './alert-store.ts';
import { type DetectionState, type StateKey } from './detection-state.ts';

export interface Change<Answer> {
  readonly answer: Answer;
  /** What to remember from now on; absent when nothing changes. */
  readonly document?: object;
}

/** Whoever is overtaken reads again: each time somebody else got on, and in a storm it soon takes no more writing. */
const MOST_ATTEMPTS = 50;
const LONGEST_PAUSE_MS = 200;

/** Changes a document as if nobody else did at the same time. `change` may be asked again, of a later document. */
export async function changeDocument<Answer>(
  state: DetectionState,
  key: StateKey,
  keepForMs: number | undefined,
  change: (document: unknown) => Change<Answer>,
): Promise<Answer> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const remembered = await state.read(key);
    const { answer, document } = change(remembered?.document);
    if (document === undefined || (await state.write(key, { document, version: remembered?.version, keepForMs }))) {
      return answer;
    }
    // By chance, so that those who were overtaken together do not come back together.
    await pause(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
  throw new StoreUnavailableError(
    `what ${key.detectionId} remembers was changed by others ${MOST_ATTEMPTS} times while it was read`,
  );
}
