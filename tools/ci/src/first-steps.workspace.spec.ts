import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Run, type WorkspaceCopy, copyWorkspace } from '@trailbell/nx/testing/workspace-copy';

jest.setTimeout(600_000);

const GREEN = { status: 0 };
let copy: WorkspaceCopy;

beforeAll(() => {
  copy = copyWorkspace();
});

afterAll(() => {
  copy.remove();
});

/** Commands that stay up, or read files of the reader's own: other specs run them, with what they need. */
const TRIED_ELSEWHERE = /^npx nx (serve|deploy) |^npm run backtest -- my-trail-logs/;

describe('docs/first-detection.md', () => {
  test('leads from an event to a detection that rings', () => {
    const [generate, tryIt, hear, ...others] = commandsOf('first-detection');
    const spec = 'libs/detections/src/rules/ecr-repository-deleted.spec.ts';

    expect(run(generate)).toMatchObject(GREEN);
    const red = run(tryIt);
    const text = readFileSync(copy.path(spec), 'utf8');
    const nearMiss = /```ts\n(ignores: .+)\n```/.exec(page('first-detection'))?.[1] ?? 'the page has no near miss';
    copy.write(spec, text.replace('ignores: {},', nearMiss).replace('recordOf }', 'denied, recordOf }'));

    expect(red.output).toContain('lacks a hit or a near miss');
    expect(red.status).not.toBe(0);
    expect(run(tryIt)).toMatchObject(GREEN);
    const rang = run(`${hear ?? ''} --exit --json rang.ndjson`);
    expect(rang).toMatchObject(GREEN);
    expect(readFileSync(copy.path('rang.ndjson'), 'utf8')).toContain('"ecr-repository-deleted"');
    expect(others).toEqual([]);
  });
});

describe('docs/first-lambda.md', () => {
  test('leads from nothing to a lambda that tells people', () => {
    const [generate, check, invoke, ...others] = commandsOf('first-lambda');

    expect(run(generate)).toMatchObject(GREEN);
    expect(run(check)).toMatchObject(GREEN);
    const told = run(invoke);
    expect(told.output).toMatch(/^Slack security-alerts: .*CreateBucket by ana/m);
    expect(told).toMatchObject(GREEN);
    expect(others).toEqual([]);
  });
});

test.each(['first-detection', 'first-lambda', 'configuration'])('every link of docs/%s.md leads to a file', (name) => {
  const links = [...page(name).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);

  expect(links.filter((link) => !existsSync(copy.path(`docs/${link}`)))).toEqual([]);
});

function page(name: string): string {
  return readFileSync(copy.path(`docs/${name}.md`), 'utf8');
}

/** The lines of a page's shell blocks, in order. */
function commandsOf(name: string): readonly string[] {
  return [...page(name).matchAll(/```sh\n([^]+?)```/g)]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    .filter((command) => !TRIED_ELSEWHERE.test(command));
}

function run(command = 'the page has no such command'): Run {
  rmSync(copy.path('rang.ndjson'), { force: true });
  return copy.run('bash', ['-c', command]);
}
