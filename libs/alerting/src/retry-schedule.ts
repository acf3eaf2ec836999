/** The longest wait between two tries, and so the visibility timeout of a retry queue: whatever keeps a message there, a receive costs no more. */
export const LONGEST_WAIT_MS = 10 * 60_000;
const FIRST_WAIT_MS = 30_000;

/** What a service may ask us to wait is followed this far. More would outlive the queue, were it asked at each try. */
const LONGEST_ASKED_MS = 60 * 60_000;

/** Waits differ by as much as this part, so that what failed together does not come back together. */
const JITTER = 0.2;

/**
 * How long a message of the retry queue waits after it was received for the `receives`-th time: twice as long each time, up to
 * `LONGEST_WAIT_MS`, and never shorter than it has to. `random` is from 0 to 1.
 */
export function retryWaitMs(receives: number, leastMs: number, random: number): number {
  const jittered = usualWaitMs(receives) * (1 + JITTER * (2 * random - 1));
  return Math.round(Math.max(jittered, Math.min(leastMs, LONGEST_ASKED_MS)));
}

/** After how many receives a message has waited for this long. */
export function receivesWithin(durationMs: number): number {
  let receives = 0;
  for (let waited = 0; waited < durationMs; waited += usualWaitMs(receives)) {
    receives += 1;
  }
  return receives;
}

function usualWaitMs(receives: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** Math.max(receives - 1, 0), LONGEST_WAIT_MS);
}
