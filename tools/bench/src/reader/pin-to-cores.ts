import { spawnSync } from 'node:child_process';

/**
 * Keeps every thread of this process on these cores, as `0` or `0-3`: what runs beside the measured thread (garbage
 * collection, zlib) is then counted where it would be on a machine of one core. Where `taskset` (util-linux) is not, or may
 * not, the figures are still taken, and a line on stderr says that they are of all cores.
 */
export function pinToCores(cores: string): void {
  const { status } = spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)]);
  if (status !== 0) {
    process.stderr.write(`this process could not be kept to core ${cores} by taskset: figures are of all cores\n`);
  }
}
