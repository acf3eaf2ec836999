import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a process took from its start to its end, all its threads together. */
export interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mostMemoryMB: number;
  readonly output: string;
}

/** Says at the end what the process took: nobody else can tell. */
const TELL = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();" +
    'process.stderr.write(`\\n${userCPUTime + systemCPUTime} ${maxRSS}`); })',
)}`;

/** Runs a module of ours in a process of its own, on these cores only where `taskset` (util-linux) is. */
export async function measuredRun(cores: string, flags: readonly string[], args: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const command = [process.execPath, ...flags, '--import', TELL, ...args];
  const { stdout, stderr } = await execute('taskset', ['--cpu-list', cores, ...command], { maxBuffer: 64_000_000 });
  const [cpuMicroseconds = Number.NaN, kilobytes = Number.NaN] = usageIn(stderr);
  return {
    seconds: (performance.now() - start) / 1_000,
    cpuSeconds: cpuMicroseconds / 1_000_000,
    mostMemoryMB: kilobytes / 1_024,
    output: stdout,
  };
}

function usageIn(stderr: string): readonly number[] {
  return stderr
    .slice(stderr.lastIndexOf('\n') + 1)
    .split(' ')
    .map(Number);
}
