import * as z from 'zod';

const LockedPackage = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
});
const LockFile = z.object({ packages: z.record(z.string(), LockedPackage) });
type LockFile = z.infer<typeof LockFile>;

export interface RuntimePackage {
  readonly name: string;
  readonly version: string;
  /** As its own manifest says it, in SPDX's words. */
  readonly licence: string;
}

/** Every package that a bundle may hold: the workspace's `dependencies` and theirs, in order of name. */
export function runtimePackages(lockFile: unknown): readonly RuntimePackage[] {
  const { packages } = LockFile.parse(lockFile);
  const paths = new Set<string>();
  const follow = (from: string): void => {
    for (const name of Object.keys(packages[from]?.dependencies ?? {})) {
      const path = resolved(packages, from, name);
      if (!paths.has(path)) {
        paths.add(path);
        follow(path);
      }
    }
  };
  follow('');
  return [...paths].map((path) => runtimePackage(packages, path)).sort(inOrder);
}

/** Where Node would find it: beneath the package itself, or beneath one that it lies in. */
function resolved(packages: LockFile['packages'], from: string, name: string): string {
  const path = foldersAbove(from)
    .map((folder) => `${folder}node_modules/${name}`)
    .find((candidate) => candidate in packages);
  if (path === undefined) {
    throw new Error(
      `package-lock.json holds no ${name}, which ${from === '' ? 'the workspace' : from} needs. Run npm install`,
    );
  }
  return path;
}

/** Of `node_modules/a/node_modules/b`: itself, `node_modules/a`, the root. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/node_modules/');
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/node_modules/')}/`), ''].map(
    (folder) => (folder === '/' ? '' : folder),
  );
}

function runtimePackage(packages: LockFile['packages'], path: string): RuntimePackage {
  const { version, license } = packages[path] ?? {};
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (version === undefined || license === undefined) {
    throw new Error(
      `package-lock.json gives no licence of ${name}. Find out whether it may be shipped, or take another package`,
    );
  }
  return { name, version, licence: license };
}

function inOrder(a: RuntimePackage, b: RuntimePackage): number {
  return a.name === b.name ? a.version.localeCompare(b.version) : a.name < b.name ? -1 : 1;
}
