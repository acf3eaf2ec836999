import { performance } from 'node:perf_hooks';
import { type OnlyApp } from '../sandbox-options.ts';
import { type Sandbox } from '../sandbox.ts';
import { BundleWatch } from './bundle-watch.ts';
import { stacksOf } from './lambda-app.ts';
import { LastEvent } from './last-event.ts';

export interface ServeOptions {
  readonly workspace: string;
  readonly inspectPort: number | undefined;
  readonly say: (text: string) => void;
}

/** One lambda app that somebody works on: saved, it is rebuilt, and the last event comes again. */
export class ServedApp {
  readonly only: OnlyApp;
  readonly #bundle: BundleWatch;
  readonly #say: (text: string) => void;

  private constructor(only: OnlyApp, bundle: BundleWatch, say: (text: string) => void) {
    this.only = only;
    this.#bundle = bundle;
    this.#say = say;
  }

  /** Rejects when there is no such app, or when it does not build. */
  static async open(app: string, { workspace, inspectPort, say }: ServeOptions): Promise<ServedApp> {
    const stacks = stacksOf(app, `${workspace}/apps`);
    const bundle = await BundleWatch.open(app, workspace);
    const only = { ...stacks, bundleFolder: bundle.folder, ...(inspectPort !== undefined && { inspectPort }) };
    return new ServedApp(only, bundle, say);
  }

  /** From now on. Ends with `close`. */
  follow(sandbox: Sandbox): void {
    const last = new LastEvent(sandbox);
    const functions = [...sandbox.cloud.functions.values()].filter(
      ({ definition }) => definition.name === this.only.functionName,
    );
    this.#bundle.start({
      onBuilt: async () => {
        const startedAt = performance.now();
        await Promise.all(functions.map((fn) => fn.recycle()));
        const replayed = await last.replay();
        const took = Math.round(performance.now() - startedAt);
        this.#say(
          replayed
            ? `rebuilt; the last event comes again (processes changed in ${took} ms)\n`
            : 'rebuilt; no event has reached it yet\n',
        );
      },
      onMistake: (text) => {
        this.#say(`it does not build, so the bundle before goes on:\n${text}\n`);
      },
    });
  }

  async close(): Promise<void> {
    await this.#bundle.close();
  }
}
