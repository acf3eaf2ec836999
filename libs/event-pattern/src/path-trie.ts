import { BACKSLASH, DOT, QUOTE } from './json-characters.ts';
import { sameBytes } from './slices.ts';
import { type Bytes, bytesOf } from './text-bytes.ts';

/** A step of the paths some pattern uses. */
export interface PathNode {
  /** The path that ends here, or -1. */
  path: number;
  /** The steps below that can be told by the bytes of their names, by how many these are. */
  readonly byLength: (PathNode[] | undefined)[];
  readonly byName: Map<string, PathNode>;
  /** 1 for each byte with which a name that leads on may begin. */
  readonly starts: Uint8Array;
  readonly name: Bytes;
}

export function newNode(name: string): PathNode {
  const starts = new Uint8Array(256);
  starts[BACKSLASH] = 1;
  return { path: -1, byLength: [], byName: new Map(), starts, name: bytesOf(name) };
}

/** Adds a path. Its steps are what stands between its dots, whether it was written nested or dotted. */
export function addPath(root: PathNode, path: string, id: number): void {
  let node = root;
  for (const name of path.split('.')) {
    const next = node.byName.get(name) ?? newNode(name);
    if (!node.byName.has(name)) {
      node.byName.set(name, next);
      // Where an empty name leads on, so does one that begins with a dot; its first byte is its closing quote.
      node.starts[next.name.bytes[0] ?? DOT] = 1;
      node.starts[next.name.bytes[0] ?? QUOTE] = 1;
      if (isWrittenPlainly(name)) {
        (node.byLength[next.name.bytes.length] ??= []).push(next);
      }
    }
    node = next;
  }
  node.path = id;
}

/** Whether JSON may hold the name as its bytes. Others are always escaped in an event, and found by `leadsOn`. */
function isWrittenPlainly(name: string): boolean {
  return name.isWellFormed() && !/["\\\p{Cc}]/u.test(name);
}

/** The step with the name that stands in these bytes. */
export function childNamed(node: PathNode, event: Bytes, start: number, end: number): PathNode | undefined {
  const candidates = node.byLength[end - start];
  if (candidates !== undefined) {
    for (const candidate of candidates) {
      if (sameBytes(event, start, end, candidate.name, 0)) {
        return candidate;
      }
    }
  }
  return undefined;
}

/** Whether a name with dots (or none) leads along the steps from here. */
export function leadsOn(node: PathNode, name: string): boolean {
  let at: PathNode | undefined = node;
  for (const step of name.split('.')) {
    at = at?.byName.get(step);
  }
  return at !== undefined;
}
