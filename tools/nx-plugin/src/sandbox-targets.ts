import { type TargetConfiguration } from '@nx/devkit';

const prepared = {
  executor: 'nx:run-commands',
  cache: false,
  dependsOn: [{ projects: ['sandbox'], target: 'prepare' }],
};

/** Invokes the app's bundle once with `--event FILE`, and says what it did. */
export function invokeTargetOf(app: string): TargetConfiguration {
  return { ...prepared, options: { command: `node apps/sandbox/src/invoke/main.ts ${app}` } };
}

/** Runs the app alone in the sandbox, and again whenever a file is saved. Takes the options of `npm start`. */
export function serveTargetOf(app: string): TargetConfiguration {
  return { ...prepared, options: { command: `node apps/sandbox/src/main.ts --app ${app}` } };
}
