import { parseArgs } from 'node:util';

export const HELP = `npm start -- [options]

Runs Trailbell's synthesised stacks on this machine and replays a recorded attack through them.
Nothing leaves 127.0.0.1, and no AWS account is needed.

  --events PATH     replay this file or folder instead (may be given more than once): CloudTrail files plain or
                    gzip, one record a line, EventBridge envelopes, answers of LookupEvents
  --app NAME        run this lambda app alone, and what it needs; save one of its files, and its bundle is rebuilt and the
                    last event that reached it comes again
  --inspect PORT    with --app: its process takes a debugger at 127.0.0.1:PORT
  --exit            end when all is drained; waits for retries and windows are leapt over
  --json FILE       when drained, write one line of JSON for each alert: what became of it
  --clock PACE      real: waits take their time (the default). leap: leap over them (the default with --exit, and with --app)
  --slack-rate N    messages a second and channel the fake Slack takes (1, like Slack), or off
  --processes N     how many processes of one lambda may run at once (3)
  --port N          where the page answers; a free port by default
  --help            this text
`;

export interface Arguments {
  readonly events: readonly string[];
  readonly app: string | undefined;
  readonly inspect: number | undefined;
  readonly exit: boolean;
  readonly json: string | undefined;
  readonly pace: 'real' | 'leap';
  readonly slackRate: number | 'off';
  readonly processes: number;
  readonly port: number;
}

export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** The arguments of the command line, or `help` when that is asked for. Throws `ArgumentError` with one sentence. */
export function readArguments(args: readonly string[]): Arguments | 'help' {
  const values = parsed(args);
  if (values.help === true) {
    return 'help';
  }
  const { events = [], app, inspect, exit = false, json, clock, port = '0', processes = '3' } = values;
  const slackRate = values['slack-rate'] ?? '1';
  return {
    events,
    app,
    inspect: inspectPortOf(inspect, app),
    exit,
    json,
    pace: paceOf(clock, exit || (app !== undefined && inspect === undefined)),
    slackRate: slackRate === 'off' ? 'off' : numberOf('--slack-rate', slackRate, { least: 0.01, most: 1_000_000 }),
    processes: numberOf('--processes', processes, { least: 1, most: 64 }),
    port: numberOf('--port', port, { least: 0, most: 65_535 }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        events: { type: 'string', multiple: true },
        app: { type: 'string' },
        inspect: { type: 'string' },
        exit: { type: 'boolean' },
        json: { type: 'string' },
        clock: { type: 'string' },
        'slack-rate': { type: 'string' },
        processes: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    const [sentence = ''] = (cause instanceof Error ? cause.message : String(cause)).split(/\. |\n/);
    throw new ArgumentError(`${sentence}. npm start -- --help lists what there is`, { cause });
  }
}

function inspectPortOf(port: string | undefined, app: string | undefined): number | undefined {
  if (port === undefined) {
    return undefined;
  }
  if (app === undefined) {
    throw new ArgumentError('--inspect is of one app. Give its name with --app');
  }
  return numberOf('--inspect', port, { least: 1024, most: 65_535 });
}

/** Who waits for the end, or for the message they are writing, has no time for retries and windows; a debugger takes its own. */
function paceOf(clock: string | undefined, inHaste: boolean): Arguments['pace'] {
  if (clock === undefined) {
    return inHaste ? 'leap' : 'real';
  }
  if (clock !== 'real' && clock !== 'leap') {
    throw new ArgumentError(`--clock ${clock} is no pace. Give real or leap`);
  }
  return clock;
}

function numberOf(
  option: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= least && number <= most)) {
    throw new ArgumentError(`${option} ${text} is out of bounds. Give a number from ${least} to ${most}`);
  }
  return number;
}
