import { expect, test } from '@jest/globals';
import { renderPlan } from './render-plan.ts';

const NO_CHANGE = { changes: [], diffOf: () => '', score: 'No worse than the baseline' };

test('a change that deploys nothing says so', () => {
  expect(renderPlan(NO_CHANGE)).toContain('No stack changes.');
});

test('a stack whose app is gone stands before all others, with what is lost', () => {
  const plan = renderPlan({
    ...NO_CHANGE,
    changes: [
      { stack: 'trailbell-alert-lambda', kind: 'changed' },
      { stack: 'trailbell-payments', kind: 'gone' },
    ],
  });

  expect(plan.indexOf('`trailbell-payments` is deleted, with its queues')).toBeGreaterThan(0);
  expect(plan.indexOf('trailbell-payments')).toBeLessThan(plan.indexOf('trailbell-alert-lambda'));
});

test('nothing in a diff ends its fence', () => {
  const plan = renderPlan({
    ...NO_CHANGE,
    changes: [{ stack: 'trailbell-hub', kind: 'changed' }],
    diffOf: () => '```\n<img src=x>\n````',
  });

  expect(plan).toContain('`````\n```\n<img src=x>\n````\n`````');
});

test('diffs of any length make a comment that GitHub takes, and what is cut is said', () => {
  const stacks = Array.from({ length: 40 }, (_, index) => `trailbell-app-${index}`);
  const plan = renderPlan({
    ...NO_CHANGE,
    changes: stacks.map((stack) => ({ stack, kind: 'new' as const })),
    diffOf: () => 'x'.repeat(50_000),
  });

  expect(plan.length).toBeLessThan(65_536);
  expect(plan).toContain('characters more');
});
