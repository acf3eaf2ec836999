/** One property of a resource type: `Targets[].RetryPolicy.MaximumRetryAttempts`. Lists have no indices. */
export interface PropertyPath {
  readonly type: string;
  readonly path: string;
}

/** Why properties are not honoured, by resource type and path. A path stands for all beneath it. */
export type IgnoredProperties = Readonly<Record<string, Readonly<Record<string, string>>>>;

export class UnhonouredPropertyError extends Error {
  override readonly name = 'UnhonouredPropertyError';

  constructor(properties: readonly string[]) {
    super(
      `the templates hold properties the sandbox neither honours nor lists as ignored: ${properties.join(', ')}. ` +
        `Honour them in apps/sandbox/src/cloudformation/resources, or give the reason in ignored-properties.ts`,
    );
  }
}

/**
 * Keeps account of the properties of the templates. What a resource's reader takes from its properties is recorded at the moment
 * it is taken; what was in a template and never taken must be listed as ignored.
 */
export class PropertyLedger {
  readonly #found = new Map<string, Set<string>>();
  readonly #read = new Map<string, Set<string>>();

  /** The same properties, recording what is taken from them. */
  open(type: string, properties: object): object {
    for (const path of leavesOf(properties, '')) {
      addTo(this.#found, type, path);
    }
    return recording(properties, '', (path) => {
      addTo(this.#read, type, path);
    });
  }

  /** For what is read before a resource's properties are opened: the name others refer to it by. */
  recordRead(type: string, path: string): void {
    addTo(this.#read, type, path);
  }

  /** Every property of every resource, once per type. */
  get found(): readonly PropertyPath[] {
    return pathsOf(this.#found);
  }

  get read(): readonly PropertyPath[] {
    return pathsOf(this.#read);
  }

  /** Throws when a property of the templates was neither read nor is ignored. */
  check(ignored: IgnoredProperties): void {
    const unhonoured = this.found.filter(
      ({ type, path }) => !this.#read.get(type)?.has(path) && !isIgnored(ignored, { type, path }),
    );
    if (unhonoured.length > 0) {
      throw new UnhonouredPropertyError(unhonoured.map(({ type, path }) => `${type} ${path}`));
    }
  }
}

export function isIgnored(ignored: IgnoredProperties, { type, path }: PropertyPath): boolean {
  return Object.keys(ignored[type] ?? {}).some((prefix) => isWithin(path, prefix));
}

export function isWithin(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[]`);
}

function leavesOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => leavesOf(item, `${path}[]`));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([name, child]) => leavesOf(child, path === '' ? name : `${path}.${name}`));
  }
  return path === '' ? [] : [path];
}

/** A value without parts counts as read when it is taken; one with parts when its parts are. */
function recording<Value extends object>(value: Value, path: string, onRead: (path: string) => void): Value {
  return new Proxy(value, {
    get: (target, key): unknown => {
      const child: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol' || !Object.hasOwn(target, key) || (Array.isArray(target) && key === 'length')) {
        return child;
      }
      const childPath = childPathOf(target, path, key);
      if (isObject(child) && Object.keys(child).length > 0) {
        return recording(child, childPath, onRead);
      }
      onRead(childPath);
      return child;
    },
  });
}

function childPathOf(target: object, path: string, key: string): string {
  if (Array.isArray(target)) {
    return `${path}[]`;
  }
  return path === '' ? key : `${path}.${key}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function addTo(paths: Map<string, Set<string>>, type: string, path: string): void {
  const known = paths.get(type) ?? new Set<string>();
  known.add(path);
  paths.set(type, known);
}

function pathsOf(paths: ReadonlyMap<string, ReadonlySet<string>>): readonly PropertyPath[] {
  return [...paths].flatMap(([type, known]) => [...known].map((path) => ({ type, path })));
}
