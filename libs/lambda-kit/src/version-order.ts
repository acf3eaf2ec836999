/**
 * Stands in for `semver` in bundles. X-Ray asks it one thing, whether a release is new enough, and the
 * whole of it costs 29 KB and some 5 ms of every cold start.
 */
export function gte(version: string, minimum: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(minimum)];
  const differing = left.findIndex((number, index) => number !== right[index]);
  return differing === -1 || (left[differing] ?? 0) > (right[differing] ?? 0);
}

/** Major, minor and patch of a release, as `24.21.0` or `v24.21.0`. */
function numbersOf(version: string): readonly [number, number, number] {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
}
