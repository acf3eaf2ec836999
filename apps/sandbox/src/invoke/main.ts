import '../guard/guard.mjs'; // first: nothing of the sandbox may leave the loopback either
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UnknownAppError, stacksOf } from '../app/lambda-app.ts';
import { Sandbox } from '../sandbox.ts';
import { describeInvocation } from './describe-invocation.ts';
import { UnreadableEventFileError, payloadOf } from './payload.ts';

const WORKSPACE = join(import.meta.dirname, '../../../..');
const USAGE = 'npx nx invoke APP --event FILE';

class UsageError extends Error {
  override readonly name = 'UsageError';
}
const MISTAKES = [UsageError, UnknownAppError, UnreadableEventFileError];

/** Invokes the bundle of one app once, in the sandbox, and says what it did. Answers the exit code. */
async function invoke(args: readonly string[]): Promise<number> {
  const { app, file } = readArguments(args);
  const only = stacksOf(app, join(WORKSPACE, 'apps'));
  const assembly = join(WORKSPACE, 'dist/apps/infra/cdk.out');
  if (!existsSync(join(assembly, 'manifest.json'))) {
    throw new UsageError(`there are no synthesised stacks in ${assembly}. Run ${USAGE}, which makes them`);
  }
  const sandbox = await Sandbox.start({
    assembly,
    only,
    pace: 'real',
    mostEnvironments: 1,
    onRefused: ({ code, message }) => process.stderr.write(`refused: ${code}: ${message}\n`),
  });
  try {
    const fn = [...sandbox.cloud.functions.values()].find(({ definition }) => definition.name === only.functionName);
    if (!fn) {
      throw new UsageError(
        `no stack has the function ${only.functionName}. Build the stacks anew: npx nx run infra:synth`,
      );
    }
    const { triggers, mappings } = triggersOf(sandbox, fn.definition.arn);
    const payload = await payloadOf(file, triggers > 0 ? undefined : mappings[0]);
    const result = await fn.invoke(payload);
    process.stdout.write(`${describeInvocation(result, sandbox, await countItems(sandbox))}\n`);
    return result.kind === 'succeeded' ? 0 : 1;
  } finally {
    await sandbox.stop();
  }
}

async function countItems({ tables }: Sandbox): Promise<number> {
  let count = 0;
  for (const table of tables) {
    for await (const item of table.items()) {
      count += Object.keys(item).length > 0 ? 1 : 0;
    }
  }
  return count;
}

/** Rules that invoke the function, and the queues it drains. */
function triggersOf({ definitions }: Sandbox, functionArn: string) {
  return {
    triggers: definitions.rules.filter(({ targets }) => targets.some(({ arn }) => arn === functionArn)).length,
    mappings: definitions.mappings.flatMap((mapping) =>
      mapping.functionArn === functionArn ? [mapping.queueArn] : [],
    ),
  };
}

function readArguments(args: readonly string[]): { readonly app: string; readonly file: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { event: { type: 'string' } },
    });
    const [app] = positionals;
    if (app !== undefined && values.event !== undefined) {
      return { app, file: values.event };
    }
  } catch (cause) {
    throw new UsageError(`these arguments do not read. Valid: ${USAGE}`, { cause });
  }
  throw new UsageError(`an event is missing. Valid: ${USAGE}`);
}

try {
  process.exitCode = await invoke(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error && MISTAKES.some((mistake) => error instanceof mistake))) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
