import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderPlan } from './render-plan.ts';
import { type StackChange, stackChanges } from './stack-changes.ts';

const INFRA = join(import.meta.dirname, '../../../../apps/infra');

const [before = '', after = '', score = ''] = process.argv.slice(2).map((path) => resolve(path));
process.stdout.write(
  `${renderPlan({
    changes: stackChanges(before, after),
    diffOf,
    score: readFileSync(score, 'utf8'),
  })}\n`,
);

/** As CDK compares two templates, without asking an account. */
function diffOf({ stack, kind }: StackChange): string {
  const template = kind === 'new' ? join(import.meta.dirname, 'no-stack.json') : join(before, `${stack}.template.json`);
  const { status, stdout, stderr } = spawnSync(
    'cdk',
    ['diff', '--app', after, '--template', template, '--no-change-set', '--exclusively', '--no-color', stack],
    { cwd: INFRA, encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`cdk diff of ${stack} ended with ${String(status)}: ${stderr}`);
  }
  return `${stdout}${stderr}`;
}
