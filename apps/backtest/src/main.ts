import { ArgumentError, HELP, readArguments } from './cli/arguments.ts';
import { run } from './cli/run.ts';
import { ConfigurationError } from './configuration.ts';
import { S3Error } from './s3/s3-error.ts';
import { UnknownDetectionError } from './history/chosen.ts';

const MISTAKES = [ArgumentError, ConfigurationError, S3Error, UnknownDetectionError];

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readArguments(args, Date.now());
    if (options === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    await run(options, { say: (text) => process.stdout.write(text), screen: process.stderr });
    return 0;
  } catch (error) {
    if (error instanceof Error && MISTAKES.some((mistake) => error instanceof mistake)) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

process.exitCode = await main(process.argv.slice(2));
