/** Of the invocations beyond one a second, X-Ray is told of one in so many. */
const ONE_IN = 20;

/**
 * Which invocations of a function are traced: as Lambda does it, the first of each second and five percent of the others. `now` in
 * milliseconds.
 */
export function traceSampling(now: () => number): () => boolean {
  let lastSecond: number | undefined;
  let others = 0;
  return () => {
    const second = Math.floor(now() / 1_000);
    if (second !== lastSecond) {
      lastSecond = second;
      return true;
    }
    others += 1;
    return others % ONE_IN === 0;
  };
}
