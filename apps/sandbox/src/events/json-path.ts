/** The value at `$.detail.list[0].name`: the steps EventBridge knows, no filters. `undefined` where the path leads nowhere. */
export function valueAt(value: unknown, path: string): unknown {
  if (!/^\$(\.[^.[\]]+|\[\d+\]|\['[^']+'\])*$/.test(path)) {
    throw new Error(`the path "${path}" is none EventBridge knows. A path is $, then .name or [index] steps`);
  }
  let current = value;
  for (const [, name, index, quoted] of path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]/g)) {
    current = child(current, name ?? quoted ?? Number(index));
  }
  return current;
}

function child(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return typeof key === 'number' ? items[key] : undefined;
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
    return undefined;
  }
  return Object.entries(value).find(([name]) => name === String(key))?.[1];
}
