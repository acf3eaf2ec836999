import { compile, type MatchResult } from './pattern-set.ts';
import { PatternError } from './pattern-error.ts';

const WANTED = 'Wanted: {"pattern": "<JSON text>", "event": "<JSON text>"}';

/**
 * Answers one line of questions: `true` or `false`; `valid` where no event is asked about; `invalid: …` where the service
 * refuses the pattern, `event-error: …` where the event is no JSON object, `input-error: …` where the line is no question.
 */
export function answerLine(line: string): string {
  const question = readQuestion(line);
  return typeof question === 'string' ? `input-error: ${question}` : firstLine(answer(question));
}

interface Question {
  readonly pattern: string;
  readonly event: string | undefined;
}

function answer({ pattern, event }: Question): string {
  try {
    const set = compile([pattern]);
    return event === undefined ? 'valid' : answerOf(set.match(event));
  } catch (error) {
    if (error instanceof PatternError) {
      return `invalid: ${error.message}`;
    }
    throw error;
  }
}

function answerOf(result: MatchResult): string {
  return result.ok ? String(result.matched.length > 0) : `event-error: ${result.error}`;
}

function readQuestion(line: string): Question | string {
  const json = parseJson(line);
  if (json instanceof SyntaxError) {
    return `the line is not JSON. ${WANTED}`;
  }
  if (typeof json !== 'object' || json === null || !('pattern' in json)) {
    return `the line holds no pattern. ${WANTED}`;
  }
  const event = 'event' in json ? json.event : undefined;
  if (typeof json.pattern !== 'string' || (event !== undefined && typeof event !== 'string')) {
    return `pattern and event are strings that hold JSON text. ${WANTED}`;
  }
  return { pattern: json.pattern, event };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return error;
    }
    throw error;
  }
}

/** A message may quote a pattern that spans lines; an answer is one line. */
function firstLine(text: string): string {
  return text.split(/[\r\n]/, 1).join('');
}
