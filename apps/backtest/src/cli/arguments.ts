import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export const HELP = `npm run backtest -- PATH... [options]

Says what would have rung: every detection over CloudTrail history you have, nothing deployed and nobody told.
PATH is a file, a folder, or s3://BUCKET/PREFIX: CloudTrail files plain or gzip, one record a line, EventBridge envelopes,
answers of LookupEvents. Of a bucket laid out as CloudTrail does it, --since, --until and --account choose the folders.

  --json FILE       write one line of JSON for each alert
  --html FILE       write a page to look at: when, by whom, each incident as Slack would show it
  --since TIME      leave out events before this time: 2026-03-01, 2026-03-01T08:00Z, or 90d for the last ninety days
  --until TIME      leave out events at this time and after it
  --detection ID    this detection only (may be given more than once)
  --account ID      events of this account only (may be given more than once)
  --config FILE     JSON with "detections" and "routing", as in an environment of infra; the example's by default
  --threads N       how many threads read (as many as there are cores)
  --help            this text
`;

export interface Arguments {
  readonly paths: readonly string[];
  readonly json: string | undefined;
  readonly html: string | undefined;
  readonly config: string | undefined;
  /** Epoch milliseconds. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Empty: all of them. */
  readonly detections: readonly string[];
  readonly accounts: readonly string[];
  readonly threads: number;
}

export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** The arguments of the command line, or `help` when that is asked for. Throws `ArgumentError` with one sentence. */
export function readArguments(args: readonly string[], now: number): Arguments | 'help' {
  const { values, positionals } = parsed(args);
  if (values.help === true) {
    return 'help';
  }
  if (positionals.length === 0) {
    throw new ArgumentError('there is nothing to read. Give files or folders: npm run backtest -- PATH');
  }
  const accounts = values.account ?? [];
  const noAccount = accounts.find((account) => !/^\d{12}$/.test(account));
  if (noAccount !== undefined) {
    throw new ArgumentError(`--account ${noAccount} is no account id. Give twelve digits`);
  }
  const since = timeOf('--since', values.since, now);
  const until = timeOf('--until', values.until, now);
  if (since !== undefined && until !== undefined && since >= until) {
    throw new ArgumentError('--since is not before --until, so no event can lie between them');
  }
  const { json, html, config, detection: detections = [] } = values;
  return {
    paths: positionals,
    json,
    html,
    config,
    since,
    until,
    detections,
    accounts,
    threads: threadsOf(values.threads),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        html: { type: 'string' },
        config: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        detection: { type: 'string', multiple: true },
        account: { type: 'string', multiple: true },
        threads: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\. |\n/);
    throw new ArgumentError(`${sentence}. npm run backtest -- --help lists what there is`, { cause });
  }
}

const MOST_THREADS = 256;

function threadsOf(text: string | undefined): number {
  const threads = text === undefined ? availableParallelism() : Number(text);
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new ArgumentError(`--threads ${text ?? ''} is out of bounds. Give a number from 1 to ${MOST_THREADS}`);
  }
  return threads;
}

const DAY_MS = 86_400_000;
/** A time without a zone means UTC, as in CloudTrail. */
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

function timeOf(option: string, text: string | undefined, now: number): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const days = /^(\d{1,5})d$/.exec(text)?.[1];
  if (days !== undefined) {
    return now - Number(days) * DAY_MS;
  }
  const hasZone = text.length === 'YYYY-MM-DD'.length || /(Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = ISO_TIME.test(text) ? Date.parse(hasZone ? text : `${text}Z`) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new ArgumentError(`${option} ${text} is no time. Give 2026-03-01, 2026-03-01T08:00Z, or 90d`);
  }
  return time;
}
