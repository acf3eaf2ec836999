import { type FlatEvent, FlatEventBuilder, type Place, placeOfField, ROOT, type Scalar } from './flat-event.ts';

/**
 * The values of a parsed event at the wanted paths. What `JSON.parse` has lost is lost: the spelling of numbers, digits
 * beyond a double, and all but the last of a name that is written twice. What JSON cannot hold is no value.
 */
export function flattenObject(event: object, wanted: ReadonlySet<string>): FlatEvent {
  const builder = new FlatEventBuilder(wanted);
  const waiting: (readonly [value: unknown, place: Place])[] = [[event, ROOT]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, place] = next;
    if (typeof value !== 'object' || value === null) {
      addScalar(builder, value, place);
    } else if (Array.isArray(value)) {
      waiting.push(...elementsOf(builder, value, place));
    } else {
      for (const [name, child] of Object.entries(value)) {
        const childPlace = placeOfField(place, name);
        if (builder.mayHold(childPlace)) {
          waiting.push([child, childPlace]);
        }
      }
    }
  }
  return builder.event;
}

function elementsOf(
  builder: FlatEventBuilder,
  elements: readonly unknown[],
  place: Place,
): (readonly [unknown, Place])[] {
  const array = builder.newArray();
  return elements.map((element, index) => {
    const nested = typeof element === 'object' && element !== null;
    return [element, nested ? { ...place, membership: { array, index, outer: place.membership } } : place];
  });
}

function addScalar(builder: FlatEventBuilder, value: unknown, place: Place): void {
  const scalar = scalarOf(value);
  if (scalar !== undefined) {
    builder.add(place, scalar);
  }
}

export function scalarOf(value: unknown): Scalar | undefined {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', text: value };
    case 'number':
      return Number.isFinite(value) ? { kind: 'number', text: String(value) } : { kind: 'literal', text: 'null' };
    case 'boolean':
      return { kind: 'literal', text: String(value) };
    case 'object':
      return value === null ? { kind: 'literal', text: 'null' } : undefined;
    default:
      return undefined;
  }
}
