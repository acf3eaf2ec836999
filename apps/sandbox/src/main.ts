import './guard/guard.mjs'; // first: nothing of the sandbox may leave the loopback either
import { join } from 'node:path';
import { ArgumentError, HELP, readArguments } from './cli/arguments.ts';
import { run } from './cli/run.ts';

async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      stop.abort();
    });
  }
  try {
    const options = readArguments(args);
    if (options === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    await run(options, {
      workspace: join(import.meta.dirname, '../../..'),
      say: (text) => process.stdout.write(text),
      stopped: stop.signal,
    });
    return 0;
  } catch (error) {
    if (error instanceof ArgumentError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

process.exit(await main(process.argv.slice(2)));
