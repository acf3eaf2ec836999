import { type JsonObject, isJsonObject } from '../json.ts';

/** A copy without the field at the path, `userIdentity.arn`. */
export function withoutField(value: JsonObject, path: string): JsonObject {
  const [key = '', ...rest] = path.split('.');
  const inside = value[key];
  if (rest.length > 0 && isJsonObject(inside)) {
    return { ...value, [key]: withoutField(inside, rest.join('.')) };
  }
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}
