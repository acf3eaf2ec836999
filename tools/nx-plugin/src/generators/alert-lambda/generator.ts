import { join } from 'node:path';
import { type Tree, formatFiles, generateFiles, getProjects, logger } from '@nx/devkit';
import { LambdaManifest, ownPatternsOf, parseFile, readLambdaApps, rulePatterns } from '@trailbell/cdk';
import { Settings, catalogueFor } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import { readOptions } from '../read-options.ts';
import { RefusedError } from '../refused-error.ts';
import { AlertLambdaOptions } from './options.ts';

/** Writes an app that tells people of events of its own, or of alerts. Its stack appears by itself; nobody else's file changes. */
export async function alertLambdaGenerator(tree: Tree, given: unknown): Promise<() => void> {
  const options = readOptions(AlertLambdaOptions, given);
  const { name, impact, wanted, queue } = options;
  refuseKnown(tree, name);
  parseFile(`apps/${name}/lambda.json`, LambdaManifest.pick({ impact: true }), { impact });
  if ('pattern' in wanted && !isForwarded(tree, wanted.pattern)) {
    logger.warn(
      `Collectors do not forward these events yet: with trailbell-${name}, the collector stacks change, too.`,
    );
  }

  const words = wordsOf(options);
  generateFiles(tree, filesOf('any'), 'apps', words);
  generateFiles(tree, filesOf('pattern' in wanted ? 'pattern' : 'alerts'), 'apps', words);
  generateFiles(tree, filesOf(queue ? 'queue' : 'event'), 'apps', words);
  await formatFiles(tree);

  return () => {
    logger.info(`
apps/${name} is green as it is: npx nx run-many -t lint typecheck test build -p ${name}
Say in src/alert-about.ts what people read of an event. npm start runs it in the sandbox; its stack is trailbell-${name}.`);
  };
}

function filesOf(kind: 'any' | 'pattern' | 'alerts' | 'event' | 'queue'): string {
  return join(import.meta.dirname, 'files', kind);
}

/** Projects have one name each, and alerts are known by the name of their app or detection. */
function refuseKnown(tree: Tree, name: string): void {
  if (tree.exists(`apps/${name}`) || getProjects(tree).has(name)) {
    throw new RefusedError(`the project ${name} exists. Choose another name`);
  }
  if (catalogueFor(Settings.parse({})).some(({ id }) => id === name)) {
    throw new RefusedError(
      `the detection ${name} exists, and alerts of the app would be called the same. Choose another name`,
    );
  }
}

/** Whether the rules of collectors stay what they are with this pattern. */
function isForwarded(tree: Tree, pattern: Pattern): boolean {
  const apps = readLambdaApps(join(tree.root, 'apps'));
  const patterns = [
    ...catalogueFor(Settings.parse({})).map((detection) => detection.pattern),
    ...apps.flatMap(({ manifest }) => ownPatternsOf(manifest)),
  ];
  return JSON.stringify(rulePatterns([...patterns, pattern])) === JSON.stringify(rulePatterns(patterns));
}

/** What the templates say. */
function wordsOf({ name, impact, route, severity, wanted }: AlertLambdaOptions): Readonly<Record<string, string>> {
  const always = {
    name,
    route,
    severity,
    impact: JSON.stringify(impact),
    lost: `${impact.slice(0, 1).toUpperCase()}${impact.slice(1)}`,
  };
  if ('pattern' in wanted) {
    return {
      ...always,
      what: 'event that matches the pattern',
      detectionId: name,
      trigger: JSON.stringify({ kind: 'pattern', pattern: wanted.pattern }),
      gathered: `"pattern": ${JSON.stringify(wanted.pattern)}`,
    };
  }
  const { detections, severities } = wanted.alerts;
  return {
    ...always,
    what: 'alert that the trigger asks for',
    detectionId: detections?.[0] ?? 'iam-user-created',
    alertSeverity: severities?.[0] ?? 'high',
    trigger: JSON.stringify({ kind: 'alerts', ...wanted.alerts }),
    gathered: `"alerts": ${JSON.stringify(wanted.alerts)}`,
  };
}
