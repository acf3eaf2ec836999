import { ExactIndex } from './exact-index.ts';
import { type FieldTest, fieldTest } from './field-test.ts';
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
  /** How many fields each path has. */
  readonly fieldsOfPath: number[] = [];
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
    return (shared === undefined ? sortedPaths(subRule).map((path) => [path, ''] as const) : placesOf(subRule)).map(
      ([path, place]) => {
        const matchers = subRule.get(path) ?? [];
        const traits = shared?.get(place)?.traits ?? traitsOf(matchers);
        const question = `${path}\n${JSON.stringify(matchers)}${traits.comparesNumbers}${traits.comparesAddresses}`;
        const known = this.fieldsByQuestion.get(question);
        if (known !== undefined) {
          return known;
        }
        const id = this.pathId(path);
        const siblings = this.fieldsOfPath[id] ?? 0;
        this.fieldsOfPath[id] = siblings + 1;
        const field = fieldTest({ id: this.fields.length, path: id, place: siblings, matchers, traits }, this.index);
        this.fields.push(field);
        this.fieldsByQuestion.set(question, field);
        return field;
      },
    );
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
