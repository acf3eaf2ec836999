import { describeLocation, type Location } from './json-error.ts';

/** A pattern the service refuses, with the service's own reason as message. */
export class PatternError extends Error {
  override readonly name = 'PatternError';

  /** The pattern as it was written. */
  readonly pattern: string;

  /** Where the service's parser stood; two where it says its place twice; none where it names no place. */
  readonly locations: readonly Location[];

  constructor(reason: string, pattern: string, locations: readonly Location[], options?: ErrorOptions) {
    super(reason, options);
    this.pattern = pattern;
    this.locations = locations;
  }

  /** The whole text of the service's `InvalidEventPatternException`. */
  get serviceMessage(): string {
    const places = this.locations.map((location) => `\n at ${describeLocation(this.pattern, location)}`);
    return `Event pattern is not valid. Reason: ${this.message}${places.join('')}`;
  }
}
