import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** What somebody asked for cannot be done; the sentence says why, and what can. */
export class MistakeError extends Error {
  override readonly name = 'MistakeError';
}

/**
 * What a command was called with: its options, and what stands beside them.
 * @throws {MistakeError} with the usage where an option is none of its own.
 */
export function argumentsOf<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values, positionals };
  } catch (error) {
    throw new MistakeError(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

/** Runs a command: a mistake is a sentence and the status 1, and so is what it answers but `true`. */
export async function runCommand(command: (args: readonly string[]) => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await command(process.argv.slice(2))) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof MistakeError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** What went wrong, by its name alone: messages of AWS hold ARNs and more. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown failure';
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
