import { join } from 'node:path';
import { type Tree, formatFiles, generateFiles, logger } from '@nx/devkit';
import { camelCase } from '../camel-case.ts';
import { readOptions } from '../read-options.ts';
import { RefusedError } from '../refused-error.ts';
import { DEFINITIONS_FILE, withDefinition } from './definitions-file.ts';
import { DetectionOptions } from './options.ts';
import { type Start, startedFromCall, startedFromFile } from './started-from.ts';

const RULES = 'libs/detections/src/rules';

/** Writes a detection, its spec, and its entry in the catalogue. The spec is red until somebody adds a near miss. */
export async function detectionGenerator(tree: Tree, given: unknown): Promise<() => void> {
  const options = readOptions(DetectionOptions, given);
  const { id } = options;
  if (tree.exists(`${RULES}/${id}.ts`)) {
    throw new RefusedError(`the detection ${id} exists: ${RULES}/${id}.ts. Choose another id`);
  }
  const definitions = withDefinition(tree.read(DEFINITIONS_FILE, 'utf8') ?? '', id);
  const start = await startOf(options);

  const template = start.resourceField === undefined ? 'call' : 'call-on-resource';
  generateFiles(tree, join(import.meta.dirname, 'files', template), RULES, wordsOf(options, start));
  tree.write(DEFINITIONS_FILE, definitions);
  await formatFiles(tree);

  return () => {
    logger.info(`
${id} is in the catalogue. Its spec is red until you add a near miss to "ignores" in ${RULES}/${id}.spec.ts.
Then make its words your own: why, falsePositives, runbook, techniques and summarize are true of any call.`);
  };
}

async function startOf({ fromEvent, eventSource, eventName }: DetectionOptions): Promise<Start> {
  const isNamed = eventSource !== undefined || eventName !== undefined;
  if (fromEvent !== undefined && !isNamed) {
    return startedFromFile(fromEvent);
  }
  if (fromEvent === undefined && eventSource !== undefined && eventName !== undefined) {
    return startedFromCall(eventSource, eventName);
  }
  throw new RefusedError('a detection is about a call. Give --event-source and --event-name, or --from-event');
}

/** What the templates say. Whatever is not an identifier is written as JSON, which is code as it stands. */
function wordsOf({ id, title, severity }: DetectionOptions, start: Start): Readonly<Record<string, string>> {
  const { eventSource, eventName, resourceField = '', requestParameters, caller } = start;
  const call = `${eventSource.replace('.amazonaws.com', '')}:${eventName}`;
  const fields = Object.entries(start.fields).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  const resource = resourceOf(requestParameters, resourceField);
  return {
    id,
    severity,
    call,
    resourceField,
    constant: camelCase(id),
    title: JSON.stringify(title),
    pattern: JSON.stringify(start.pattern),
    requestParameters: JSON.stringify(requestParameters),
    fields: `{ ${[`userIdentity: callers.${caller.key}`, ...fields].join(', ')} }`,
    resource: JSON.stringify(resource),
    summary: JSON.stringify(`${caller.who} called ${call}${resource === '' ? '' : ` on ${resource}`}`),
  };
}

function resourceOf(requestParameters: unknown, field: string): string {
  const value: unknown =
    typeof requestParameters === 'object' && requestParameters !== null ? Reflect.get(requestParameters, field) : '';
  return typeof value === 'string' ? value : '';
}
