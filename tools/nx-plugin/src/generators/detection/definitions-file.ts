import { camelCase } from '../camel-case.ts';
import { RefusedError } from '../refused-error.ts';

export const DEFINITIONS_FILE = 'libs/detections/src/definitions.ts';

const IMPORTS = /^import \{ \w+ \} from '\.\/rules\/(?<id>[\w-]+)\.ts';\n/gm;
const LIST = /(?<head>export const definitions: readonly DetectionDefinition\[\] = \[)[^\]]*\];/;

/** The text of `definitions.ts` with one more detection: its import and its entry, each in the order of the files. */
export function withDefinition(text: string, id: string): string {
  const known = [...text.matchAll(IMPORTS)].map(({ groups }) => groups?.id ?? '');
  if (known.length === 0 || !LIST.test(text)) {
    throw new RefusedError(`${DEFINITIONS_FILE} is not a list of imported detections. Add ${id} by hand`);
  }
  const ids = [...known, id].sort(byFile);
  const imports = ids.map((one) => `import { ${camelCase(one)} } from './rules/${one}.ts';\n`).join('');

  const first = text.search(IMPORTS);
  const without = text.replace(IMPORTS, '');
  return `${without.slice(0, first)}${imports}${without.slice(first)}`.replace(
    LIST,
    `$<head>\n${ids.map((one) => `  ${camelCase(one)},\n`).join('')}];`,
  );
}

/** As a folder lists `cloudtrail-stopped.ts`: code unit by code unit. */
function byFile(one: string, other: string): number {
  return `${one}.ts` < `${other}.ts` ? -1 : 1;
}
