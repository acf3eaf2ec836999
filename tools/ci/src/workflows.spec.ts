import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';
import { WORKFLOWS, readWorkflow, workflowText } from './testing/workflow.ts';

const scripts = Object.keys(
  (JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

describe.each(WORKFLOWS)('%s.yml', (name) => {
  const workflow = readWorkflow(name);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('uses actions by the hash of a commit, beside which their version stands', () => {
    const uses = [...workflowText(name).matchAll(/uses: (.+)/g)].map(([, action]) => action);

    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ''))).toEqual([]);
  });

  test('gives its token nothing, and each job what it names', () => {
    expect(workflow.permissions).toEqual({});
    expect(jobs.filter(([, { permissions }]) => permissions === undefined)).toEqual([]);
  });

  test('lets a token write only where nothing of the change runs, and AWS be reached only where it is deployed', () => {
    const writing = jobs.flatMap(([job, { permissions = {} }]) =>
      Object.entries(permissions).flatMap(([what, access]) => (access === 'write' ? [`${job}: ${what}`] : [])),
    );

    expect(writing).toEqual({ ci: ['comment: pull-requests'], deploy: ['deploy: id-token'] }[name]);
    expect(workflow.jobs.comment?.steps.filter(({ uses }) => uses?.startsWith('actions/checkout'))).toEqual(
      name === 'ci' ? [] : undefined,
    );
  });

  test('leaves no credentials in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));

    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(checkouts.map(() => false));
  });

  test('goes on after no failure', () => {
    expect(workflowText(name)).not.toMatch(/\|\| (true|echo|:)|continue-on-error|2>\/dev\/null/);
  });

  test('names only commands that are there', () => {
    const commands = steps.map(({ run = '' }) => run).join('\n');
    const named = [...commands.matchAll(/npm run (?:--\S+ )?([\w:-]+)/g)].map(([, script]) => script);
    const files = [...commands.matchAll(/(?:^|\s)(\.ci\/[\w-]+)/g)].map(([, file]) => file ?? '');

    expect(named.filter((script) => !scripts.includes(script ?? ''))).toEqual([]);
    expect(files.filter((file) => !existsSync(join(workspaceRoot, file)))).toEqual([]);
  });
});

test('the gate waits for every job of ci but the comment, and runs whatever became of them', () => {
  const { gate, comment, ...others } = readWorkflow('ci').jobs;

  expect(gate?.needs).toEqual(Object.keys(others));
  expect(gate?.if).toBe('always()');
  expect(comment).toBeDefined();
});
