import { type FSWatcher, watch } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clearTimeout as stopTimer, setTimeout as startTimer } from 'node:timers';
import { type BuildContext, type BuildFailure, context } from 'esbuild';
import { BUNDLE_OPTIONS } from '@trailbell/lambda-kit/bundle-options';

export interface BundleWatchEvents {
  /** The bundle is new. */
  readonly onBuilt: () => Promise<void>;
  readonly onMistake: (text: string) => void;
}

/** An app's bundle, built again whenever somebody saves one of its sources or one of a library's. */
export class BundleWatch {
  /** The folder that holds the bundle. */
  readonly folder: string;
  readonly #context: BuildContext;
  readonly #sources: readonly string[];
  #watchers: readonly FSWatcher[] = [];
  #timer: NodeJS.Timeout | undefined;
  #building = Promise.resolve();
  #written = '';

  private constructor(folder: string, building: BuildContext, sources: readonly string[]) {
    this.folder = folder;
    this.#context = building;
    this.#sources = sources;
  }

  /** Builds once. Rejects with esbuild's words when the sources do not build. */
  static async open(app: string, workspace: string): Promise<BundleWatch> {
    const folder = join(workspace, 'dist/serve', app);
    const building = await context({
      ...BUNDLE_OPTIONS,
      mainFields: [...BUNDLE_OPTIONS.mainFields],
      absWorkingDir: workspace,
      entryPoints: [join('apps', app, 'src/main.ts')],
      outfile: join(folder, 'index.mjs'),
      format: 'esm',
      // A debugger finds the sources by it.
      sourcemap: 'linked',
      logLevel: 'silent',
      write: false,
    });
    const bundle = new BundleWatch(folder, building, [join(workspace, 'apps', app, 'src'), join(workspace, 'libs')]);
    try {
      await bundle.#write();
    } catch (error) {
      await building.dispose();
      throw error;
    }
    return bundle;
  }

  start(events: BundleWatchEvents): void {
    this.#watchers = this.#sources.map((folder) =>
      watch(folder, { recursive: true }, (_, file) => {
        if (file !== null && isSource(file)) {
          this.#saved(events);
        }
      }),
    );
  }

  async close(): Promise<void> {
    this.#watchers.forEach((watcher) => {
      watcher.close();
    });
    stopTimer(this.#timer);
    await this.#building;
    await this.#context.dispose();
  }

  /** One build at a time; what is saved during one is built after it. */
  #saved(events: BundleWatchEvents): void {
    stopTimer(this.#timer);
    this.#timer = startTimer(() => {
      this.#building = this.#building.then(() => this.#build(events));
    }, SETTLED_MS);
  }

  /** Builds, and answers whether the bundle is another than before. */
  async #write(): Promise<boolean> {
    const { outputFiles = [] } = await this.#context.rebuild();
    const hash = outputFiles.map((file) => file.hash).join();
    if (hash === this.#written) {
      return false;
    }
    await mkdir(this.folder, { recursive: true });
    await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
    this.#written = hash;
    return true;
  }

  async #build({ onBuilt, onMistake }: BundleWatchEvents): Promise<void> {
    try {
      if (!(await this.#write())) {
        return;
      }
    } catch (error) {
      onMistake(mistakeOf(error));
      return;
    }
    await onBuilt();
  }
}

/** An editor empties a file and then fills it, or renames another into its place. */
const SETTLED_MS = 30;

function isSource(file: string): boolean {
  return /\.(ts|json)$/.test(file) && !/\.spec\.ts$|(^|\/)testing\//.test(file);
}

/** `apps/payments/src/main.ts:3:6: Expected ";" but found "x"`. */
function mistakeOf(error: unknown): string {
  if (!isBuildFailure(error)) {
    return String(error);
  }
  return error.errors
    .map(({ location, text }) => (location ? `${location.file}:${location.line}:${location.column}: ${text}` : text))
    .join('\n');
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error;
}
