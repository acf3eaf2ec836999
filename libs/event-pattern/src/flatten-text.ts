import { type ScalarKind } from './event-value.ts';
import { type FlatEvent, FlatEventBuilder, type Place, ROOT, type WantedPaths } from './flat-event.ts';
import { JsonError } from './json-error.ts';
import { type JsonToken, JsonTokens } from './json-tokens.ts';

type ScalarToken = 'string' | 'number' | 'true' | 'false' | 'null';

const KINDS: Readonly<Record<ScalarToken, ScalarKind>> = {
  string: 'string',
  number: 'number',
  true: 'literal',
  false: 'literal',
  null: 'literal',
};

/** An object or array that is being read; without a place nothing in it is wanted. */
interface Open {
  readonly place: Place | undefined;
  readonly array: number | undefined;
  elements: number;
}

/**
 * The values of an event at the wanted paths, all of them where a name is written twice. Throws a `JsonError` with the
 * service's words where the text is no JSON object; what stands behind the object is not read.
 */
export function flattenText(text: string, wanted: WantedPaths): FlatEvent {
  const tokens = new JsonTokens(text);
  if (tokens.next() !== '{') {
    throw new JsonError('Event must be a JSON object', tokens.location);
  }
  const builder = new FlatEventBuilder(wanted);
  const open: Open[] = [{ place: ROOT, array: undefined, elements: 0 }];
  const walk: Walk = { tokens, builder, open };
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const token = tokens.next();
    if (token === undefined || token === '}' || token === ']') {
      open.pop();
    } else if (token === 'name') {
      const place = top.place && builder.enterField(top.place, tokens.nameText);
      readValue(walk, tokens.next(), place);
    } else {
      readValue(walk, token, placeOfElement(top, token));
    }
  }
  return builder;
}

interface Walk {
  readonly tokens: JsonTokens;
  readonly builder: FlatEventBuilder;
  readonly open: Open[];
}

/** Scalars of an array carry no index of it: any of them may answer. */
function placeOfElement(top: Open, token: JsonToken): Place | undefined {
  const index = top.elements;
  top.elements += 1;
  if (top.place === undefined || top.array === undefined || (token !== '{' && token !== '[')) {
    return top.place;
  }
  return { ...top.place, membership: { array: top.array, index, outer: top.place.membership } };
}

function readValue({ tokens, builder, open }: Walk, token: JsonToken | undefined, place: Place | undefined): void {
  if (token === '{') {
    open.push({ place, array: undefined, elements: 0 });
  } else if (token === '[') {
    open.push({ place, array: builder.newArray(), elements: 0 });
  } else if (place !== undefined && isScalar(token)) {
    builder.add(place, { kind: KINDS[token], text: tokens.readText() });
  }
}

function isScalar(token: JsonToken | undefined): token is ScalarToken {
  return token !== undefined && token in KINDS;
}
