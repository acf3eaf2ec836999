import { type OutcomeLine, gathered, outcomeLineOf } from '../history/outcome-line.ts';
import { type RoutedAlert } from '../history/ringing.ts';
import { LineFile } from './line-file.ts';

/** A line for each alert: for a digest as it is found, for the others when it is known which of them opened an incident. */
export class OutcomeFile {
  readonly #file: LineFile;
  readonly #ringing: OutcomeLine[] = [];

  static async create(path: string): Promise<OutcomeFile> {
    return new OutcomeFile(await LineFile.create(path));
  }

  private constructor(file: LineFile) {
    this.#file = file;
  }

  async write(alerts: readonly RoutedAlert[]): Promise<void> {
    const lines = Object.groupBy(alerts.map(outcomeLineOf), ({ outcome }) =>
      outcome === 'digested' ? 'digested' : 'ringing',
    );
    this.#ringing.push(...(lines.ringing ?? []));
    await this.#file.write(lines.digested ?? []);
  }

  /** `outcomes`: of the alerts that are in incidents, by `alertId`. */
  async end(outcomes: ReadonlyMap<string, OutcomeLine['outcome']>): Promise<void> {
    await this.#file.write(this.#ringing.map((line) => gathered(line, outcomes)));
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
