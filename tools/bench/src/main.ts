import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Bench } from './bench.ts';

/** `npm run bench -- [NAME] [--gigabytes N]`: prints one JSON line per figure, of one bench or of all. A bench is a file beside this one that exports `bench`. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { gigabytes: { type: 'string' } },
  });
  const [name] = positionals;
  const options = values.gigabytes === undefined ? {} : { gigabytes: Number(values.gigabytes) };
  const benches = await allBenches();
  const chosen = benches.filter((bench) => name === undefined || bench.name === name);
  if (chosen.length === 0) {
    process.stderr.write(
      `unknown bench "${name ?? ''}". Known benches: ${benches.map((bench) => bench.name).join(', ')}\n`,
    );
    return 2;
  }
  for (const bench of chosen) {
    for await (const figure of bench.run(options)) {
      process.stdout.write(`${JSON.stringify(figure)}\n`);
    }
  }
  return 0;
}

async function allBenches(): Promise<Bench[]> {
  const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).sort();
  const modules = await Promise.all(files.map((file): Promise<{ bench: Bench }> => import(`./${file}`)));
  return modules.map(({ bench }) => bench);
}

process.exitCode = await main(process.argv.slice(2));
