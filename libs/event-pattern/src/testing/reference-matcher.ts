import { type JsonTree } from './json-tree.ts';
import { acceptsValue } from './reference-conditions.ts';

/*
 * The rules of the service, written down as plainly as they can be and shared with nothing of the library: no index, no
 * memory, every way tried. What it answers is what the library has to answer.
 */

type Field = readonly [path: string, conditions: readonly JsonTree[]];
type SubRule = readonly Field[];

/** A value of an event: its text in quotes where it is a string, as it is spelled where not. */
interface Found {
  readonly path: string;
  readonly text: string;
  readonly elements: ReadonlyMap<number, number>;
  readonly behindEmptyName: boolean;
}

export function referenceMatches(pattern: JsonTree, event: JsonTree): boolean {
  const subRules = (expand(pattern, [], undefined) ?? []).map(byPath);
  const steps = new Set(subRules.flat().flatMap(([path]) => javaSplit(path)));
  const values = flatten(event).filter(({ behindEmptyName }) => !behindEmptyName || steps.has(''));
  return subRules.some((subRule) => meets(withPlaces(subRule, subRules), values, new Map()));
}

/** The sub-rules when this object's fields are added to those before; `undefined` before the first field of all. */
function expand(tree: JsonTree, parents: readonly string[], before: readonly SubRule[] | undefined) {
  let subRules = before;
  for (const [name, value] of tree.kind === 'object' ? tree.fields : []) {
    if (name === '$or' && value.kind === 'array') {
      const start = subRules;
      subRules = value.items.flatMap((member) => expand(member, parents, start) ?? []);
    } else if (value.kind === 'array') {
      const parent = parents.join('.');
      const path = parent === '' ? name : `${parent}.${name}`;
      subRules = (subRules ?? [[]]).map((rule): SubRule => [...rule.filter(([other]) => other !== path), [path, value.items]]); // prettier-ignore
    } else {
      subRules = expand(value, [...parents, name], subRules);
    }
  }
  return subRules;
}

function byPath(subRule: SubRule): SubRule {
  return subRule.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

interface PlacedField {
  readonly field: Field;
  /** All that the sub-rules ask at this path which ask the same as this one at every path before. */
  readonly inSamePlace: readonly JsonTree[];
}

function withPlaces(subRule: SubRule, all: readonly SubRule[]): readonly PlacedField[] {
  return subRule.map((field, i) => {
    const before = JSON.stringify(subRule.slice(0, i));
    const alike = all.filter((other) => JSON.stringify(other.slice(0, i)) === before && other[i]?.[0] === field[0]);
    return { field, inSamePlace: alike.flatMap((other) => other[i]?.[1] ?? []) };
  });
}

function javaSplit(path: string): readonly string[] {
  const steps = path.split('.');
  while (steps.length > 1 && steps.at(-1) === '') {
    steps.pop();
  }
  return path !== '' && steps.join('') === '' ? [] : steps;
}

function flatten(event: JsonTree): readonly Found[] {
  const found: Found[] = [];
  let arrays = 0;
  const visit = (tree: JsonTree, names: readonly string[], elements: ReadonlyMap<number, number>): void => {
    if (tree.kind === 'object') {
      tree.fields.forEach(([name, value]) => {
        visit(value, [...names, name], elements);
      });
    } else if (tree.kind === 'array') {
      arrays += 1;
      const array = arrays;
      tree.items.forEach((item, index) => {
        const nested = item.kind === 'object' || item.kind === 'array';
        visit(item, names, nested ? new Map([...elements, [array, index]]) : elements);
      });
    } else {
      const text = tree.kind === 'string' ? `"${tree.text}"` : tree.text;
      found.push({ path: names.join('.'), text, elements, behindEmptyName: names.includes('') });
    }
  };
  visit(event, [], new Map());
  return found;
}

function meets(
  [placed, ...others]: readonly PlacedField[],
  values: readonly Found[],
  chosen: ReadonlyMap<number, number>,
): boolean {
  if (placed === undefined) {
    return true;
  }
  const {
    field: [path, conditions],
    inSamePlace,
  } = placed;
  const here = values.filter((value) => value.path === path && agree(value.elements, chosen));
  const mayBeAbsent = conditions.some(isAbsence);
  return (
    (mayBeAbsent && here.length === 0 && meets(others, values, chosen)) ||
    here.some(
      ({ text, elements }) =>
        acceptsValue(conditions, text, inSamePlace) && meets(others, values, new Map([...chosen, ...elements])),
    )
  );
}

function isAbsence(condition: JsonTree): boolean {
  return (
    condition.kind === 'object' &&
    condition.fields.some(([name, value]) => name === 'exists' && value.kind === 'literal' && value.text === 'false')
  );
}

function agree(elements: ReadonlyMap<number, number>, chosen: ReadonlyMap<number, number>): boolean {
  return [...elements].every(([array, index]) => (chosen.get(array) ?? index) === index);
}
