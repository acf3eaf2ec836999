/** Tells of changed things once a turn, however often each changed in it. */
export class Coalesced<Thing> {
  readonly #tell: (thing: Thing) => void;
  readonly #changed = new Set<Thing>();

  constructor(tell: (thing: Thing) => void) {
    this.#tell = tell;
  }

  changed(thing: Thing): void {
    if (this.#changed.size === 0) {
      setImmediate(() => {
        const things = [...this.#changed];
        this.#changed.clear();
        things.forEach(this.#tell);
      });
    }
    this.#changed.add(thing);
  }
}
