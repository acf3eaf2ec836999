import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known where a piece of code runs. X-Ray keeps one thing in it: the segment that is open there. */
type Context = Map<string, unknown>;

/**
 * Stands in for `cls-hooked` in bundles, as far as X-Ray uses it. The real one follows every promise of the process through hooks,
 * which is a quarter of all that a lambda computes, and with what it brings it is 12 KB; Node has the same built in by now.
 */
class Namespace {
  readonly #storage = new AsyncLocalStorage<Context>();
  /** Where the process is outside of every `run`. */
  #outermost: Context | undefined;

  get(key: string): unknown {
    return this.#active?.get(key);
  }

  set<Value>(key: string, value: Value): Value {
    if (!this.#active) {
      throw new Error('No context available. ns.run() or ns.bind() must be called first.'); // as the real one says it
    }
    this.#active.set(key, value);
    return value;
  }

  /** It begins with what is known here. */
  createContext(): Context {
    return new Map(this.#active);
  }

  enter(context: Context): void {
    this.#outermost = context;
  }

  /** Whatever `act` begins, now or later, runs in a context of its own. */
  run(act: (context: Context) => void): Context {
    const context = this.createContext();
    this.#storage.run(context, act, context);
    return context;
  }

  get #active(): Context | undefined {
    return this.#storage.getStore() ?? this.#outermost;
  }
}

const namespaces = new Map<string, Namespace>();

export function createNamespace(name: string): Namespace {
  const namespace = new Namespace();
  namespaces.set(name, namespace);
  return namespace;
}

export function getNamespace(name: string): Namespace | undefined {
  return namespaces.get(name);
}

export function destroyNamespace(name: string): void {
  namespaces.delete(name);
}
