import { type FlatEvent, FlatEventBuilder, type Place, placeOfField, ROOT, type ScalarKind } from './flat-event.ts';
import { JsonError } from './json-error.ts';
import { type JsonToken, JsonTokens } from './json-tokens.ts';

const KINDS: Readonly<Record<'string' | 'number' | 'true' | 'false' | 'null', ScalarKind>> = {
  string: 'string',
  number: 'number',
  true: 'literal',
  false: 'literal',
  null: 'literal',
};

/** An object or array that is being read. */
interface Open {
  readonly place: Place;
  readonly array: number | undefined;
  elements: number;
}

/**
 * The values of an event at the wanted paths, all of them where a name is written twice. Throws a `JsonError` with the
 * service's words where the text is no JSON object; what stands behind the object is not read.
 */
export function flattenText(text: string, wanted: ReadonlySet<string>): FlatEvent {
  const tokens = new JsonTokens(text);
  if (tokens.next() !== '{') {
    throw new JsonError('Event must be a JSON object', tokens.location);
  }
  const builder = new FlatEventBuilder(wanted);
  const open: Open[] = [{ place: ROOT, array: undefined, elements: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const token = tokens.next();
    if (token === undefined || token === '}' || token === ']') {
      open.pop();
    } else if (token === 'name') {
      readValue({ tokens, builder, open }, tokens.next(), placeOfField(top.place, tokens.nameText));
    } else {
      readValue({ tokens, builder, open }, token, placeOfElement(top, token));
    }
  }
  return builder.event;
}

interface Walk {
  readonly tokens: JsonTokens;
  readonly builder: FlatEventBuilder;
  readonly open: Open[];
}

/** Scalars of an array carry no index of it: any of them may answer. */
function placeOfElement(top: Open, token: JsonToken): Place {
  const index = top.elements;
  top.elements += 1;
  if (top.array === undefined || (token !== '{' && token !== '[')) {
    return top.place;
  }
  return { ...top.place, membership: { array: top.array, index, outer: top.place.membership } };
}

function readValue({ tokens, builder, open }: Walk, token: JsonToken | undefined, place: Place): void {
  switch (token) {
    case '{':
      open.push({ place, array: undefined, elements: 0 });
      break;
    case '[':
      open.push({ place, array: builder.newArray(), elements: 0 });
      break;
    case 'string':
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      if (builder.mayHold(place)) {
        builder.add(place, { kind: KINDS[token], text: tokens.readText() });
      }
      break;
    default:
      throw new JsonError('a value is missing', tokens.location);
  }
}
