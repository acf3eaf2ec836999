import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigurationError, readConfiguration } from '../configuration.ts';
import { BaselineError, compareWith, readBaseline, updateBaseline } from './baseline.ts';
import { CorpusError } from './corpus.ts';
import { describeComparison, describeScore } from './describe-score.ts';
import { scoreOf } from './score.ts';

const HELP = `npm run score -- CORPUS [options]

Says what the catalogue makes of a labelled corpus: techniques surfaced and missed, interruptions, digest lines, and what
is worse than the baseline. Ends with 1 when a technique is lost, an interruption added, or a record no longer read.
CORPUS is a folder with <set>.ndjson, gzip or not, and labels/<set>.json.

  --json FILE       where the figures go (dist/score.json)
  --config FILE     JSON with "detections" and "routing", as in an environment of infra; the example's by default
  --baseline FILE   what to compare with (apps/backtest/score-baseline.json)
  --update          make this score the baseline
  --help            this text
`;

const WORKSPACE = join(import.meta.dirname, '../../../..');

class UsageError extends Error {
  override readonly name = 'UsageError';
}
const MISTAKES = [UsageError, ConfigurationError, CorpusError, BaselineError];

async function main(args: readonly string[]): Promise<number> {
  try {
    return await score(args);
  } catch (error) {
    if (error instanceof Error && MISTAKES.some((mistake) => error instanceof mistake)) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

async function score(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const [corpus] = positionals;
  if (corpus === undefined || positionals.length > 1) {
    throw new UsageError('give one corpus: npm run score -- CORPUS');
  }
  const result = await scoreOf(corpus, await readConfiguration(values.config));
  const json = values.json ?? join(WORKSPACE, 'dist/score.json');
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, `${JSON.stringify(result, undefined, 2)}\n`);
  process.stdout.write(`${describeScore(result)}\n`);

  const file = values.baseline ?? join(import.meta.dirname, '../../score-baseline.json');
  const baseline = values.update === true && !existsSync(file) ? { sets: {} } : await readBaseline(file);
  const comparison = compareWith(baseline, result.sets);
  process.stdout.write(describeComparison(comparison));
  if (values.update === true) {
    await updateBaseline(file, result.sets, baseline);
    process.stdout.write('the baseline is now this score\n');
    return 0;
  }
  return comparison.losses.length > 0 ? 1 : 0;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        config: { type: 'string' },
        baseline: { type: 'string' },
        update: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\. |\n/);
    throw new UsageError(`${sentence}. npm run score -- --help lists what there is`, { cause });
  }
}

process.exitCode = await main(process.argv.slice(2));
