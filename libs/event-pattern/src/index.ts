export { matches } from './matches.ts';
export { parsePattern, type ParsedPattern } from './parse-pattern.ts';
export { PatternError } from './pattern-error.ts';
export { type AnythingBut, type Comparison, type Condition, type Operator, type Pattern } from './pattern.ts';
export { readPattern } from './read-pattern.ts';
export { compile, type MatchResult, type PatternSet } from './pattern-set.ts';
