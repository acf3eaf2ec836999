import { fieldsNamed } from './fields-named.ts';
import { listed } from './lists.ts';

/** Machines with accelerators: families p, g, trn, inf, dl, f and vt, followed by their generation. */
const ACCELERATED = /^(p|g|gr|trn|inf|dl|f|vt)\d/;
const LARGEST_USUAL = 12;
const FEWEST_MANY = 10;

/** What somebody asked to be started, and how many of it. */
export interface Launch {
  readonly types: readonly string[];
  readonly count: number;
}

/** Each call says it in a way of its own; what comes from a launch template, only the answer says. */
export function launchOf(request: unknown, response: unknown): Launch {
  const asked = typesIn(request);
  const counts = ['maxcount', 'instancecount', 'targetcapacity', 'totaltargetcapacity'].flatMap((name) =>
    fieldsNamed(name, request).map(Number).filter(Number.isFinite),
  );
  return { types: asked.length > 0 ? asked : typesIn(response), count: Math.max(1, ...counts) };
}

function typesIn(value: unknown): readonly string[] {
  const types = fieldsNamed('instancetype', value).filter((type) => typeof type === 'string');
  return [...new Set(types)];
}

/** Whether all of it is large or accelerated, or it is very many. A fleet may name large machines among small ones. */
export function isUnusual({ types, count }: Launch): boolean {
  return count >= FEWEST_MANY || (types.length > 0 && types.every(isUnusualType));
}

export function isUnusualType(type: string): boolean {
  const [family = '', size = ''] = type.toLowerCase().split('.');
  const times = Number(/^(?<times>\d+)xlarge$/.exec(size)?.groups?.times ?? 0);
  return ACCELERATED.test(family) || size.startsWith('metal') || times > LARGEST_USUAL;
}

/** `a machine (p5.48xlarge)`, `up to 10 machines (p2.xlarge)`. */
export function describeLaunch({ types, count }: Launch): string {
  const kinds = types.length > 3 ? `${types.slice(0, 3).join(', ')} and others` : listed(types);
  if (count === 1) {
    return kinds === '' ? 'a machine' : `a machine (${kinds})`;
  }
  return `up to ${count} machines${kinds === '' ? '' : ` (${kinds})`}`;
}
