import { type Definitions } from '../cloudformation/definitions.ts';
import { type OnlyApp } from '../sandbox-options.ts';

/** A day: somebody looks at a breakpoint. */
const INSPECTED_TIMEOUT_MS = 24 * 60 * 60 * 1000;

/** Makes the function of one app the one somebody works on: with a bundle of their own, or with a debugger. */
export function workOn({ functions }: Definitions, { functionName, bundleFolder, inspectPort }: OnlyApp): void {
  functions.forEach((fn, index) => {
    if (fn.name === functionName) {
      functions[index] = {
        ...fn,
        ...(bundleFolder !== undefined && { codeFolder: bundleFolder }),
        ...(inspectPort !== undefined && { inspectPort, timeoutMs: INSPECTED_TIMEOUT_MS, reservedConcurrency: 1 }),
      };
    }
  });
}

/** Has functions run these bundles. */
export function runBundles({ functions }: Definitions, bundles: Readonly<Record<string, string>>): void {
  functions.forEach((fn, index) => {
    const codeFolder = bundles[fn.name];
    if (codeFolder !== undefined) {
      functions[index] = { ...fn, codeFolder };
    }
  });
}
