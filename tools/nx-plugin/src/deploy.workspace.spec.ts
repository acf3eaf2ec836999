import { appendFileSync, copyFileSync, existsSync, globSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type WorkspaceCopy, copyWorkspace } from './testing/workspace-copy.ts';

const CORE =
  'trailbell-logs trailbell-trail trailbell-trail-[0-9]* trailbell-hub trailbell-guard trailbell-collector-*';
const ALERTS = 'trailbell-alert-lambda';
const DIGESTS = 'trailbell-digest-lambda';

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = copyWorkspace();
  copy.shim('cdk', 'echo "$@" >> "$CDK_RECORD"');
  copy.write('dist/README.md', 'where cdk is recorded');
  for (const app of teamsApps()) {
    rmSync(copy.path(`apps/${app}`), { recursive: true });
  }
  copy.write(
    'libs/digest-words/package.json',
    '{ "name": "@trailbell/digest-words", "type": "module", "exports": "./src/index.ts" }',
  );
  symlinkSync('../../libs/digest-words', copy.path('node_modules/@trailbell/digest-words'));
  copy.write('libs/digest-words/src/index.ts', "export const GREETING = 'good morning';\n");
  append('apps/digest-lambda/src/main.ts', "export { GREETING } from '@trailbell/digest-words';");
  copyFileSync(copy.path('.github/deploy.nxignore'), copy.path('.nxignore'));
  copy.commit();
});

afterAll(() => {
  copy.remove();
});

beforeEach(() => {
  rmSync(record(), { force: true });
});

test.each([
  { change: "a lambda's code", file: 'apps/alert-lambda/src/raise-alerts.ts', deploys: [ALERTS] },
  { change: 'a library both lambdas use', file: 'libs/notifiers/src/index.ts', deploys: [ALERTS, DIGESTS] },
  { change: 'a library one lambda uses', file: 'libs/digest-words/src/index.ts', deploys: [DIGESTS] },
  { change: "infra's hub", file: 'apps/infra/src/hub-stack.ts', deploys: [CORE] },
  {
    change: 'a detection',
    file: 'libs/detections/src/rules/cloudtrail-stopped.ts',
    deploys: [CORE, ALERTS, DIGESTS],
  },
  { change: 'the house constructs', file: 'libs/cdk/src/monitored-lambda.ts', deploys: [CORE, ALERTS, DIGESTS] },
  { change: 'a spec', file: 'libs/detections/src/rules/cloudtrail-stopped.spec.ts', deploys: [] },
  { change: 'help for specs', file: 'apps/alert-lambda/src/testing/world.ts', deploys: [] },
  { change: "an app's README", file: 'apps/alert-lambda/README.md', deploys: [] },
  { change: 'documentation', file: 'docs/adr/0001-shape-of-the-workspace.md', deploys: [] },
  { change: 'the sandbox', file: 'apps/sandbox/src/sandbox.ts', deploys: [] },
])('$change deploys $deploys', ({ file, deploys }) => {
  append(file, file.endsWith('.ts') ? '// changed' : 'Changed.');

  expect(deployed()).toEqual(deploys);
});

test.each([
  { bumped: '@slack/web-api', deploys: [ALERTS, DIGESTS] },
  { bumped: 'cdk-nag', deploys: [CORE] },
  { bumped: 'prettier', deploys: [] },
])('$bumped of another version in the lock file deploys $deploys', ({ bumped, deploys }) => {
  const lock = JSON.parse(readFileSync(copy.path('package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  lock.packages[`node_modules/${bumped}`]!.version += '-next';
  copy.write('package-lock.json', JSON.stringify(lock, undefined, 2));

  expect(deployed()).toEqual(deploys);
});

test("what triggers an app deploys the core, too: collectors forward the app's events", () => {
  const file = copy.path('apps/digest-lambda/lambda.json');
  const manifest = readFileSync(file, 'utf8');
  copy.write('apps/digest-lambda/lambda.json', manifest.replace('"batchSize": 100', '"batchSize": 50'));

  expect(deployed()).toEqual([CORE, DIGESTS]);
});

/** Apps of teams may use any library. */
function teamsApps(): readonly string[] {
  return globSync('*/lambda.json', { cwd: copy.path('apps') })
    .map((file) => dirname(file))
    .filter((app) => app !== 'alert-lambda' && app !== 'digest-lambda');
}

function append(file: string, text: string): void {
  appendFileSync(copy.path(file), `${text}\n`);
}

/** The stacks of each call of `cdk deploy` for the change since the last commit: in order, but apps have none among them. */
function deployed(): readonly string[] {
  const head = copy.commit();
  const { status, output } = copy.run(
    'nx',
    ['affected', '-t', 'deploy', `--base=${head}~1`, `--head=${head}`, '--excludeTaskDependencies'],
    { CDK_RECORD: record() },
  );
  expect({ status, output }).toMatchObject({ status: 0 });

  const stacks = recorded().map(
    (line) => /^deploy --app \S+cdk\.out --require-approval never --exclusively (.+)$/.exec(line)?.[1] ?? line,
  );
  const firstApp = stacks.findIndex((names) => names !== CORE);
  return firstApp === -1 ? stacks : [...stacks.slice(0, firstApp), ...stacks.slice(firstApp).toSorted()];
}

function recorded(): readonly string[] {
  return existsSync(record()) ? readFileSync(record(), 'utf8').trim().split('\n') : [];
}

function record(): string {
  return copy.path('dist/cdk-record');
}
