import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';

// The rule fails open: without a project graph it passes with a warning. So it is tried on planted violations, under the
// names of files that exist (an unknown name would be a parsing error, which proves nothing).
test.each([
  {
    from: 'libs/event-pattern/src/index.ts',
    code: "import '@trailbell/detections';",
    says: 'Circular dependency between "event-pattern" and "detections"',
  },
  {
    from: 'libs/detections/src/index.ts',
    code: "import '@trailbell/lambda-kit';",
    says: 'can only depend on libs tagged with "layer:model", "layer:domain"',
  },
  {
    from: 'libs/alerting/src/index.ts',
    code: "import '@middy/core';",
    says: 'is not allowed to import "@middy/core"',
  },
  {
    from: 'libs/notifiers/src/index.ts',
    code: "import 'aws-cdk-lib';",
    says: 'is not allowed to import "aws-cdk-lib"',
  },
  {
    from: 'apps/infra/src/main.ts',
    code: "import '../../alert-lambda/src/main.ts';",
    says: 'Projects cannot be imported by a relative',
  },
  {
    from: 'apps/alert-lambda/src/main.ts',
    code: "import '@trailbell/cdk';",
    says: 'can only depend on libs tagged with "layer:model", "layer:domain", "layer:adapter"',
  },
])('lint refuses $code in $from', ({ from, code, says }) => {
  const { status, stdout } = lint(from, `${code}\n`);

  expect(stdout).toContain(says);
  expect(status).toBe(1);
});

test('lint allows a domain library what lies below it', () => {
  expect(lint('libs/detections/src/index.ts', "import '@trailbell/event-pattern';\n")).toMatchObject({ status: 0 });
});

function lint(fileName: string, code: string): { status: number | null; stdout: string } {
  return spawnSync('eslint', ['--no-color', '--stdin', '--stdin-filename', fileName], {
    cwd: workspaceRoot,
    input: code,
    encoding: 'utf8',
  });
}
