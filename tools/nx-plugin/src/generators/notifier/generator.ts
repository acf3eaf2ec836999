import { join } from 'node:path';
import { type Tree, formatFiles, generateFiles, logger } from '@nx/devkit';
import * as z from 'zod';
import { camelCase } from '../camel-case.ts';
import { readOptions } from '../read-options.ts';
import { RefusedError } from '../refused-error.ts';

const LIBRARY = 'libs/notifiers/src';

/** Folders of the library that hold no notifier, and the word every notifier ends in. */
const TAKEN = ['testing', 'text', 'notifier'];

const NotifierOptions = z.strictObject({
  name: z
    .string()
    .max(30, { error: ({ input }) => `the name ${JSON.stringify(input)} is too long. ${VALID_NAME}` })
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
      error: ({ input }) => `the name ${JSON.stringify(input)} does not read. ${VALID_NAME}`,
    }),
});

const VALID_NAME = 'Valid: at most 30 characters, words in lower case, joined by hyphens: teams';

/** Writes a notifier that posts to a web hook, and its spec: the contract of every notifier, green at once. */
export async function notifierGenerator(tree: Tree, given: unknown): Promise<() => void> {
  const { name } = readOptions(NotifierOptions, given);
  const folder = `${LIBRARY}/${name}`;
  if (TAKEN.includes(name) || tree.exists(folder)) {
    throw new RefusedError(`the folder ${folder} exists. Choose another name`);
  }

  const variable = camelCase(name);
  const type = `${variable.slice(0, 1).toUpperCase()}${variable.slice(1)}`;
  generateFiles(tree, join(import.meta.dirname, 'files'), LIBRARY, { name, variable, type });
  tree.write(
    `${LIBRARY}/index.ts`,
    withExport(tree.read(`${LIBRARY}/index.ts`, 'utf8') ?? '', { name, variable, type }),
  );
  await formatFiles(tree);

  return () => {
    logger.info(`
${folder} tells by a POST of JSON to a web hook. Give it the fields and the answer of ${name}, and keep its spec green.
An app tells through it once it is among the app's notifiers: see collaborators.ts of alert-lambda.`);
  };
}

interface Names {
  readonly name: string;
  readonly variable: string;
  readonly type: string;
}

/** The exports in the order of their files. */
function withExport(index: string, { name, variable, type }: Names): string {
  const line = `export { type ${type}Options, ${variable}Notifier } from './${name}/${name}-notifier.ts';`;
  const lines = index.trimEnd().split('\n');
  const next = lines.findIndex((other) => fileOf(other) > fileOf(line));
  return `${lines.toSpliced(next === -1 ? lines.length : next, 0, line).join('\n')}\n`;
}

function fileOf(line: string): string {
  return /from '(?<file>[^']+)'/.exec(line)?.groups?.file ?? '';
}
