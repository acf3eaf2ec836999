import { JsonError, type Location } from './json-error.ts';
import { JsonTokens } from './json-tokens.ts';
import { PatternError } from './pattern-error.ts';

/** The tokens of a pattern, and the ways to refuse it. */
export class PatternReader {
  readonly tokens: JsonTokens;
  /** The lengths of all `$or` read so far, multiplied. */
  orCombinations = 1;
  private readonly text: string;

  private constructor(text: string) {
    this.text = text;
    this.tokens = new JsonTokens(text);
  }

  /** Reads a text; what is no JSON is refused like everything else, by a `PatternError`. */
  static read<T>(text: string, readPattern: (reader: PatternReader) => T): T {
    const reader = new PatternReader(text);
    try {
      return readPattern(reader);
    } catch (error) {
      throw error instanceof JsonError ? reader.refusal(error.message, [error.location], error) : error;
    }
  }

  fail(reason: string): never {
    throw this.refusal(reason, [this.tokens.location]);
  }

  /** Refuses without a place, as the service does where its check is not part of its parser. */
  failNowhere(reason: string): never {
    throw this.refusal(reason, []);
  }

  /** Inside the lists of `anything-but` the service says the place of an error once more. */
  inList<T>(readList: () => T): T {
    try {
      return readList();
    } catch (error) {
      if (error instanceof JsonError) {
        throw this.refusal(error.message, [error.location, this.tokens.location], error);
      }
      if (error instanceof PatternError) {
        throw this.refusal(error.message, [...error.locations, this.tokens.location], error);
      }
      throw error;
    }
  }

  private refusal(reason: string, locations: readonly Location[], cause?: Error): PatternError {
    return new PatternError(reason, this.text, locations, cause && { cause });
  }
}
