import { checkSuppressions } from './check-suppressions.ts';
import { suppressions } from './suppressions.ts';

/** `npm run suppressions`: every suppression with the days it has left. Exits with 1 when one has ended or is none. */
const { lines, mistakes } = checkSuppressions(suppressions, new Date().toISOString());

process.stdout.write(lines.length + mistakes.length === 0 ? 'nothing is suppressed\n' : '');
process.stdout.write(lines.map((line) => `${line}\n`).join(''));
process.stderr.write(mistakes.map((mistake) => `${mistake}\n`).join(''));
process.exitCode = mistakes.length === 0 ? 0 : 1;
