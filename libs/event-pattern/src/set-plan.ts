import { type Entry, ExactIndex } from './exact-index.ts';
import { type FieldTest, fieldTest, wantsOnlyStrings } from './field-test.ts';
import { type SubRule } from './matcher.ts';
import { type ParsedPattern } from './parse-pattern.ts';
import { addPath, newNode, type PathNode } from './path-trie.ts';
import { placesOf, type SharedField, sharedFields, sortedPaths } from './shared-fields.ts';
import { traitsOf } from './value-test.ts';
import { type Way } from './way.ts';

/** Many patterns, taken apart: every path, string, field and way to match once, however many patterns share it. */
export class SetPlan {
  readonly index = new ExactIndex();
  readonly trie: PathNode = newNode('');
  readonly paths: string[] = [];
  readonly fields: FieldTest[] = [];
  readonly ways: Way[] = [];
  private readonly pathIds = new Map<string, number>();
  private readonly fieldsByQuestion = new Map<string, FieldTest>();
  private readonly waysByFields = new Map<string, Way>();

  constructor(patterns: readonly ParsedPattern[]) {
    patterns.forEach(({ subRules }, pattern) => {
      const shared = subRules.length > 1 ? sharedFields(subRules) : undefined;
      for (const subRule of subRules) {
        this.addWay(this.fieldsOf(subRule, shared), pattern);
      }
    });
    this.index.seal(this.paths.length);
  }

  private addWay(fields: readonly FieldTest[], pattern: number): void {
    const key = fields.map(({ id }) => id).join();
    const way = this.waysByFields.get(key) ?? { id: this.ways.length, fields, patterns: [] };
    if (way.id === this.ways.length) {
      this.ways.push(way);
      this.waysByFields.set(key, way);
    }
    if (way.patterns.at(-1) !== pattern) {
      way.patterns.push(pattern);
    }
  }

  private fieldsOf(subRule: SubRule, shared: ReadonlyMap<string, SharedField> | undefined): readonly FieldTest[] {
    return (shared === undefined ? sortedPaths(subRule).map((path) => [path, ''] as const) : placesOf(subRule)).map(([path, place]) => {
      const matchers = subRule.get(path) ?? [];
      const traits = traitsOf(shared?.get(place)?.matchers ?? matchers);
      const question = `${path}\n${JSON.stringify(matchers)}${traits.comparesNumbers}${traits.comparesAddresses}`;
      const known = this.fieldsByQuestion.get(question);
      if (known !== undefined) {
        return known;
      }
      const field = fieldTest({ id: this.fields.length, path: this.pathId(path), matchers, traits }, this.index);
      this.fields.push(field);
      this.fieldsByQuestion.set(question, field);
      return field;
    });
  }

  private pathId(path: string): number {
    const known = this.pathIds.get(path);
    if (known !== undefined) {
      return known;
    }
    const id = this.paths.push(path) - 1;
    this.pathIds.set(path, id);
    addPath(this.trie, path, id);
    return id;
  }
}

/** Which ways are worth a look once a string is found, and which always are. */
export interface Access {
  readonly byEntry: readonly (readonly Way[] | undefined)[];
  readonly always: readonly Way[];
  /** The paths of the strings that give access. */
  readonly paths: ReadonlySet<number>;
}

/** A string that gives access to no more ways than this is rare enough. */
const RARE = 32;

/**
 * Gives each way the strings through which it is reached: those of the field whose strings are rarest among all ways.
 * Among the rare enough, the field that most ways have goes first, so that few paths decide over most of the set.
 */
export function planAccess({ ways, index, paths }: Pick<SetPlan, 'ways' | 'index' | 'paths'>): Access {
  const uses = new Int32Array(index.entries);
  const pathUses = new Int32Array(paths.length);
  for (const field of ways.flatMap((way) => way.fields.filter(wantsOnlyStrings))) {
    pathUses[field.path] = (pathUses[field.path] ?? 0) + 1;
    for (const entry of field.entries) {
      uses[entry] = (uses[entry] ?? 0) + 1;
    }
  }

  const byEntry: (Way[] | undefined)[] = [];
  const always: Way[] = [];
  const accessPaths = new Set<number>();
  for (const way of ways) {
    const field = rarestField(way, uses, pathUses);
    if (field === undefined) {
      always.push(way);
    } else {
      accessPaths.add(field.path);
      field.entries.forEach((entry) => (byEntry[entry] ??= []).push(way));
    }
  }
  return { byEntry: Array.from({ length: index.entries }, (_, entry) => byEntry[entry]), always, paths: accessPaths };
}

function rarestField(way: Way, uses: Int32Array, pathUses: Int32Array): FieldTest | undefined {
  const candidates = way.fields.filter(wantsOnlyStrings).map((field) => ({ field, cost: costOf(field.entries, uses) }));
  const enough = Math.max(RARE, 4 * Math.min(...candidates.map(({ cost }) => cost)));
  return candidates
    .filter(({ cost }) => cost <= enough)
    .sort((a, b) => (pathUses[b.field.path] ?? 0) - (pathUses[a.field.path] ?? 0) || a.cost - b.cost)
    .at(0)?.field;
}

function costOf(entries: readonly Entry[], uses: Int32Array): number {
  return entries.reduce((sum, entry) => sum + (uses[entry] ?? 0), 0);
}
