import { type FlatEvent, FlatEventBuilder, type Place, ROOT, type Scalar, type WantedPaths } from './flat-event.ts';

type Waiting = readonly [value: unknown, place: Place];

/**
 * The values of a parsed event at the wanted paths. What `JSON.parse` has lost is lost: the spelling of numbers, digits
 * beyond a double, and all but the last of a name that is written twice. What JSON cannot hold is no value.
 */
export function flattenObject(event: object, wanted: WantedPaths): FlatEvent {
  const builder = new FlatEventBuilder(wanted);
  const waiting: Waiting[] = [[event, ROOT]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, place] = next;
    if (Array.isArray(value)) {
      enterArray(builder, waiting, [value, place]);
    } else if (typeof value === 'object' && value !== null) {
      enterObject(builder, waiting, [value, place]);
    } else {
      addScalar(builder, next);
    }
  }
  return builder;
}

function enterObject(builder: FlatEventBuilder, waiting: Waiting[], [object, parent]: readonly [object, Place]): void {
  for (const [name, value] of Object.entries(object)) {
    const place = builder.enterField(parent, name);
    if (place !== undefined) {
      waiting.push([value, place]);
    }
  }
}

function enterArray(
  builder: FlatEventBuilder,
  waiting: Waiting[],
  [elements, place]: readonly [readonly unknown[], Place],
): void {
  const array = builder.newArray();
  for (const [index, element] of elements.entries()) {
    const nested = typeof element === 'object' && element !== null;
    waiting.push([element, nested ? { ...place, membership: { array, index, outer: place.membership } } : place]);
  }
}

function addScalar(builder: FlatEventBuilder, [value, place]: Waiting): void {
  const scalar = scalarOf(value);
  if (scalar !== undefined && place !== ROOT) {
    builder.add(place, scalar);
  }
}

function scalarOf(value: unknown): Scalar | undefined {
  if (typeof value === 'string') {
    return { kind: 'string', text: value };
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return { kind: 'number', text: String(value) };
  }
  if (typeof value === 'boolean') {
    return { kind: 'literal', text: String(value) };
  }
  return value === null || typeof value === 'number' ? { kind: 'literal', text: 'null' } : undefined;
}
