import { format } from 'prettier';
import { type RuntimePackage } from './runtime-packages.ts';

/** Licences under which a package may be in a bundle that a company runs. Another one is for a person to judge. */
export const ACCEPTED = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT-0'],
  // Of files that ship unchanged beside a bundle: a font, and a WebAssembly module (docs/adr/0014).
  ...['MIT AND OFL-1.1', 'MPL-2.0'],
];

/** The page of licences, as prettier writes it. */
export async function licencePage(packages: readonly RuntimePackage[]): Promise<string> {
  const rows = packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  return format(
    [
      '# Licences',
      '',
      'Every package that a bundle of a lambda may hold, with the licence its manifest names. `npm run licences` writes this page from',
      '`package-lock.json`; a spec fails when it is stale, or when a licence is none of',
      `${ACCEPTED.join(', ')}.`,
      '',
      '| package | version | licence |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n'),
    { parser: 'markdown', printWidth: 120 },
  );
}
