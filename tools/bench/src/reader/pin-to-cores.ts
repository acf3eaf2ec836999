import { execFileSync } from 'node:child_process';

/**
 * Keeps every thread of this process on these cores, as `0` or `0-3`: what runs beside the measured thread (garbage
 * collection, zlib) is then counted where it would be on a machine of one core. Throws where `taskset` (util-linux) is not.
 */
export function pinToCores(cores: string): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)], { stdio: 'pipe' });
}
