export { type Explanation, explain, type FieldFailure, type WayExplained } from './explain.ts';
export { JsonError, type Location } from './json-error.ts';
export {
  type BusRule,
  checkBus,
  checkPattern,
  complexityOf,
  MOST_COMPLEX,
  SERVICE_LIMITS,
  type ServiceLimits,
} from './limits.ts';
export { matches } from './matches.ts';
export { pack, type PackedPattern, type PackOptions } from './pack.ts';
export { parsePattern, type ParsedPattern } from './parse-pattern.ts';
export { compile, type MatchResult, type PatternSet } from './pattern-set.ts';
export { PatternError } from './pattern-error.ts';
export { type AnythingBut, type Comparison, type Condition, type Operator, type Pattern } from './pattern.ts';
export { readPattern } from './read-pattern.ts';
export { warningsOf } from './warnings.ts';
