import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Run, type WorkspaceCopy, copyWorkspace } from '@trailbell/nx/testing/workspace-copy';
import { commandSteps, filled } from './testing/workflow.ts';

const GREEN = { status: 0 };
const DRILL = 'deploy / deploy / See that an alert reaches people';
const steps = commandSteps();
const tried = new Set<string>();

let copy: WorkspaceCopy;
/** Three commits: before; then an app given more memory, and an app gone; then a change of what nothing depends on. */
let commits: { readonly before: string; readonly between: string; readonly last: string };

beforeAll(() => {
  copy = copyWorkspace();
  installShims();
  copy.write(
    'apps/gone/lambda.json',
    JSON.stringify({
      impact: 'nobody learns what the app would have told',
      memoryMb: 256,
      timeoutSeconds: 30,
      triggers: [{ kind: 'pattern', pattern: { source: ['aws.health'] } }],
      needs: {},
    }),
  );
  copy.write('apps/gone/tsconfig.json', '{ "extends": "../../tsconfig.base.json", "include": ["src"] }');
  copy.write('apps/gone/src/main.ts', 'export const handler = async () => undefined;\n');
  copy.write(
    'tools/leaf/package.json',
    '{ "name": "@trailbell/leaf", "type": "module", "nx": { "tags": ["layer:tool"] } }',
  );
  copy.write('tools/leaf/tsconfig.json', '{ "extends": "../../tsconfig.base.json", "include": ["src"] }');
  copy.write('tools/leaf/src/index.ts', 'export const LEAF = 1;\n');
  const before = copy.commit();
  rmSync(copy.path('apps/gone'), { recursive: true });
  const manifest = readFileSync(copy.path('apps/alert-lambda/lambda.json'), 'utf8');
  copy.write('apps/alert-lambda/lambda.json', manifest.replace('"memoryMb": 512', '"memoryMb": 640'));
  const between = copy.commit();
  copy.write('tools/leaf/src/index.ts', 'export const LEAF = 2;\n');
  commits = { before, between, last: copy.commit() };
});

afterAll(() => {
  copy.remove();
});

describe('on a pull request', () => {
  test('what the change affects is checked, from where it begins', () => {
    expect(step('ci / check / npm ci')).toMatchObject(GREEN);
    expect(step('ci / check / Find where the change begins', pullRequestTo(commits.between))).toMatchObject(GREEN);
    expect(outputs()).toBe(`sha=${commits.between}\n`);
    const check = step('ci / check / Check what the change affects', { 'steps.base.outputs.sha': commits.between });

    expect(check).toMatchObject(GREEN);
    expect(check.output).toContain('Successfully ran targets lint, typecheck for project @trailbell/leaf');
  });

  test('files, exports and dependencies that nobody uses are found', () => {
    copy.write('apps/backtest/src/nobody.ts', 'export const NOBODY = 1;\n');
    const { status, output } = step('ci / check / Find what nobody uses');
    rmSync(copy.path('apps/backtest/src/nobody.ts'));

    expect(output).toContain('apps/backtest/src/nobody.ts');
    expect(status).not.toBe(0);
  });

  test.each(['check', 'plan'])('job %s fails where the clone is too shallow to know', (job) => {
    const shallow = `${copy.folder}-shallow`;
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${copy.folder}`, shallow]);

    const run = step(`ci / ${job} / Find where the change begins`, pullRequestTo(commits.between), shallow);
    rmSync(shallow, { recursive: true });

    expect(run.status).toBe(1);
    expect(run.output).toContain('this clone is shallow, so what a change affects is unknown');
  });

  test('a target without a common commit is refused', () => {
    const { status, output } = step('ci / check / Find where the change begins', pullRequestTo('0'.repeat(40)));

    expect(status).toBe(1);
    expect(output).toContain('have no commit in common');
  });

  test('the shipped story scores no worse than its baseline', () => {
    const { status, output } = step('ci / check / Score the shipped story');

    expect(output).toContain('No worse than the baseline');
    expect(status).toBe(0);
  });

  test("a team's own corpus is held to the baseline beside it", () => {
    const corpus = { 'vars.TRAILBELL_CORPUS': 'apps/sandbox/stories' };

    expect(step("ci / check / Score the team's own corpus", corpus)).toMatchObject(GREEN);
  });

  test('the plan tells stack by stack what is deployed, what is deleted, and the score', () => {
    expect(step('ci / plan / npm ci')).toMatchObject(GREEN);
    const run = step('ci / plan / Say what the change deploys', {
      'steps.base.outputs.sha': commits.before,
      "vars.TRAILBELL_PLAN_ENVIRONMENT || 'example'": 'example',
      "vars.TRAILBELL_CORPUS || 'apps/sandbox/stories'": 'apps/sandbox/stories',
    });

    expect({ status: run.status, output: run.output }).toMatchObject(GREEN);
    const plan = readFileSync(copy.path('dist/plan.md'), 'utf8');
    expect(plan).toContain('`trailbell-gone` is deleted');
    expect(plan).toContain('<code>trailbell-alert-lambda</code> changes');
    expect(plan).toMatch(/MemorySize[^]*\[-\] 512[^]*\[\+\] 640/);
    expect(plan).toContain('No worse than the baseline');
    expect(plan).not.toContain('trailbell-hub');
  });

  test('the comment is written once, and then kept up to date', () => {
    copy.write('plan.md', '<!-- trailbell: plan -->\nthe plan\n');
    const values = { 'github.token': 'x', 'github.event.pull_request.number': '7' };

    const comment = 'ci / comment / Keep one comment up to date';

    expect(step(comment, values, undefined, { GH_COMMENTS: '[]' })).toMatchObject(GREEN);
    expect(recorded('gh').at(-1)).toBe(
      'api --method POST repos/example/trailbell/issues/7/comments --field body=@plan.md --silent',
    );

    const comments = [
      { id: 1, user: { login: 'ana' }, body: '<!-- trailbell: plan --> in my words' },
      { id: 2, user: { login: 'github-actions[bot]' }, body: 'of another workflow' },
      { id: 3, user: { login: 'github-actions[bot]' }, body: '<!-- trailbell: plan -->\nan older plan' },
    ];
    expect(step(comment, values, undefined, { GH_COMMENTS: JSON.stringify(comments) })).toMatchObject(GREEN);
    expect(recorded('gh').at(-1)).toBe(
      'api --method PATCH repos/example/trailbell/issues/comments/3 --field body=@plan.md --silent',
    );
  });

  test.each([
    ['success success success', 0],
    ['success success failure', 1],
    ['success skipped success', 1],
    ['cancelled success success', 1],
  ])('of %s the gate makes %i', (results, status) => {
    expect(step('ci / gate / All of them have succeeded', { "join(needs.*.result, ' ')": results }).status).toBe(
      status,
    );
  });
});

describe('on main', () => {
  test('everything is checked, by commands that .ci/run runs for real', () => {
    copy.shim('nx', 'echo "$@" >> "$RECORDS/nx"');

    expect(step('deploy / build / npm ci')).toMatchObject(GREEN);
    expect(step('deploy / build / Test what will be deployed')).toMatchObject(GREEN);
    expect(recorded('nx')).toEqual([
      'run-many -t lint typecheck --output-style=static',
      'run-many -t test --output-style=static',
    ]);
    copy.unshim('nx');
  });

  test('each environment is synthesised once, and that is what is deployed', () => {
    const environments = { 'vars.TRAILBELL_ENVIRONMENTS': '["example"]' };
    expect(step('deploy / build / Build once, and synthesise each environment', environments)).toMatchObject(GREEN);
    rmSync(copy.path('dist/apps'), { recursive: true });

    expect(step('deploy / deploy / npm ci')).toMatchObject(GREEN);
    const run = step('deploy / deploy / Deploy what changed since', {
      'steps.last.outputs.sha': commits.before,
      'matrix.environment': 'example',
    });

    expect(run).toMatchObject(GREEN);
    const [core, ...apps] = recorded('cdk').map((call) => call.replace(/.* --exclusively /, ''));
    expect(core).toBe(
      'trailbell-logs trailbell-trail trailbell-trail-[0-9]* trailbell-hub trailbell-guard trailbell-collector-*',
    );
    // Where a project is gone, Nx takes every other for affected; apps have no order among themselves.
    expect(apps.sort()).toEqual(['trailbell-alert-lambda', 'trailbell-digest-lambda', 'trailbell-trail-responder']);
    expect(existsSync(copy.path('dist/apps/infra/cdk.out/manifest.json'))).toBe(true);
    expect(existsSync(copy.path('dist/apps/alert-lambda'))).toBe(false);
    expect(existsSync(copy.path('.nxignore'))).toBe(false);
    expect(outputs()).toBe('deployed=true\n');
  });

  test('where nothing that is deployed changed, that is said, and there is no drill', () => {
    const run = step('deploy / deploy / Deploy what changed since', {
      'steps.last.outputs.sha': commits.between,
      'matrix.environment': 'example',
    });

    expect(run).toMatchObject(GREEN);
    expect([recorded('cdk'), outputs()]).toEqual([[], 'deployed=false\n']);
    expect(steps.find(({ title }) => title === DRILL)?.step.if).toBe("steps.deploy.outputs.deployed == 'true'");
  });

  test.each([
    ['0', 'an alert that reaches people'],
    ['1', 'one that does not'],
  ])('a drill ends the deploy with %s: %s', (status) => {
    const run = step(DRILL, { 'matrix.environment': 'example' }, undefined, { DRILL_STATUS: status });

    expect([run.status, recorded('npm')]).toEqual([Number(status), ['run drill -- example']]);
  });

  test('an environment without a deploy before gets everything, core first', () => {
    const run = step('deploy / deploy / Deploy what changed since', {
      'steps.last.outputs.sha': '',
      'matrix.environment': 'example',
    });

    expect(run).toMatchObject(GREEN);
    const [first, ...others] = recorded('cdk').map((call) => call.replace(/.* --exclusively /, ''));
    expect(first).toContain('trailbell-hub');
    expect(others).toEqual(expect.arrayContaining(['trailbell-alert-lambda', 'trailbell-digest-lambda']));
  });

  test('a deploy that fails ends the step with a failure, and no app follows a core that failed', () => {
    const run = step(
      'deploy / deploy / Deploy what changed since',
      { 'steps.last.outputs.sha': '', 'matrix.environment': 'example' },
      undefined,
      { CDK_STATUS: '1' },
    );

    expect(run.status).not.toBe(0);
    expect(recorded('cdk')).toHaveLength(1);
  });

  test.each([
    {
      told: 'the newest that succeeded',
      deployments: [
        [3, 'failure'],
        [2, 'success'],
      ],
      is: 'between',
    },
    { told: 'one that was marked inactive later', deployments: [[2, 'inactive', 'success']], is: 'between' },
    { told: 'nothing when none succeeded', deployments: [[3, 'in_progress']], is: undefined },
    { told: 'nothing when there is none', deployments: [], is: undefined },
    {
      told: 'nothing when it is of another history',
      deployments: [
        [9, 'success'],
        [2, 'success'],
      ],
      is: undefined,
    },
  ] as const)('the last deploy is $told', ({ deployments, is }) => {
    const shas: Record<number, string> = { 2: commits.between, 3: commits.last, 9: 'f'.repeat(40) };
    const run = step(
      'deploy / deploy / Find the last commit that was deployed here',
      { 'github.token': 'x', 'matrix.environment': 'example' },
      undefined,
      {
        GH_DEPLOYMENTS: JSON.stringify(deployments.map(([id]) => ({ id, sha: shas[id] }))),
        GH_STATUSES: JSON.stringify(
          Object.fromEntries(deployments.map(([id, ...states]) => [id, states.map((state) => ({ state }))])),
        ),
      },
    );

    expect(run).toMatchObject(GREEN);
    expect(outputs()).toBe(`sha=${is === undefined ? '' : commits[is]}\n`);
  });

  test('the stack of an app that is gone is deleted', () => {
    const run = step('deploy / deploy / Delete the stacks of apps that are gone', {
      'steps.last.outputs.sha': commits.before,
    });

    expect(run).toMatchObject(GREEN);
    expect(recorded('aws')).toEqual([
      'cloudformation update-termination-protection --no-enable-termination-protection --stack-name trailbell-gone',
      'cloudformation delete-stack --stack-name trailbell-gone',
      'cloudformation wait stack-delete-complete --stack-name trailbell-gone',
    ]);
  });
});

test('every step was tried, but the linters of workflows, which .ci/run runs', () => {
  expect(steps.map(({ title }) => title).filter((title) => !tried.has(title))).toEqual([
    'ci / workflows / .ci/lint-workflows',
  ]);
});

/** Runs a step's commands as GitHub does, in the copy, with these values in the place of its expressions. */
function step(
  title: string,
  values: Readonly<Record<string, string>> = {},
  folder = copy.folder,
  variables: Readonly<Record<string, string>> = {},
): Run {
  const found = steps.find((candidate) => candidate.title === title);
  if (!found) {
    throw new Error(`no workflow has the step "${title}". They have: ${steps.map((known) => known.title).join('; ')}`);
  }
  tried.add(title);
  const { env = {}, run = '' } = found.step;
  rmSync(copy.path('dist/records'), { recursive: true, force: true });
  mkdirSync(copy.path('dist/records'), { recursive: true });
  writeFileSync(copy.path('dist/records/output'), '');
  return copy.run('bash', ['-ec', `cd "$FOLDER"\n${run}`], {
    ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text, values)])),
    ...variables,
    FOLDER: folder,
    GITHUB_OUTPUT: copy.path('dist/records/output'),
    GITHUB_REPOSITORY: 'example/trailbell',
    RECORDS: copy.path('dist/records'),
  });
}

function pullRequestTo(sha: string) {
  return { 'github.event.pull_request.base.sha': sha };
}

function outputs(): string {
  return readFileSync(copy.path('dist/records/output'), 'utf8');
}

function recorded(command: string): readonly string[] {
  const file = copy.path(`dist/records/${command}`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** What reaches out of this machine is written down; the rest is itself. */
function installShims(): void {
  const real = (command: string) => execFileSync('which', [command], { encoding: 'utf8' }).trim();
  copy.shim(
    'npm',
    `[ "$1 $2" != 'run drill' ] || { echo "$@" >> "$RECORDS/npm"; exit "\${DRILL_STATUS:-0}"; }\n[ "$1" != ci ] || { [ -e node_modules ] || ln -s "${copy.path('node_modules')}" node_modules; exit; }\nexec ${real('npm')} "$@"`,
  );
  copy.shim('aws', 'echo "$@" >> "$RECORDS/aws"');
  copy.shim(
    'cdk',
    `[ "$1" = deploy ] || exec ${real('cdk')} "$@"\necho "$@" >> "$RECORDS/cdk"\nexit "\${CDK_STATUS:-0}"`,
  );
  copy.shim(
    'gh',
    `echo "$@" >> "$RECORDS/gh"
filter=.
for word in "$@"; do [ "$previous" != --jq ] || filter="$word"; previous="$word"; done
case "$*" in
  *--silent*) ;;
  *comments*) jq -r "$filter" <<<"$GH_COMMENTS" ;;
  *statuses*) id="\${2%/statuses}"; jq -r ".[\\"\${id##*/}\\"] | $filter" <<<"$GH_STATUSES" ;;
  *) jq -r "$filter" <<<"$GH_DEPLOYMENTS" ;;
esac`,
  );
}
