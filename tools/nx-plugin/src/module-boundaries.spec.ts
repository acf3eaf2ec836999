import { expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

// The rule fails open: without a project graph it passes with a warning. So it is tried on planted violations, under the
// names of files that exist (an unknown name would be a parsing error, which proves nothing).
const RULE = '@nx/enforce-module-boundaries';
// Without types: they cost seconds a file, and the rule does not ask for them.
const eslint = new ESLint({ cwd: workspaceRoot, overrideConfig: [tseslint.configs.disableTypeChecked] });

test.each([
  {
    from: 'libs/event-pattern/src/index.ts',
    code: "import '@trailbell/detections';",
    says: 'Circular dependency between "event-pattern" and "detections"',
  },
  {
    from: 'libs/detections/src/index.ts',
    code: "import '@trailbell/lambda-kit';",
    says: 'Circular dependency between "detections" and "lambda-kit"',
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
    from: 'libs/notifiers/src/index.ts',
    code: "import '@aws-sdk/client-sts';",
    says: 'Only packages defined in the "package.json" can be imported',
  },
  {
    from: 'apps/infra/src/main.ts',
    code: "import '../../alert-lambda/src/main.ts';",
    says: 'Projects cannot be imported by a relative or absolute path',
  },
  {
    from: 'apps/infra/src/main.ts',
    code: "import '@trailbell/notifiers';",
    says: 'can only depend on libs tagged with "layer:model", "layer:domain", "layer:infra"',
  },
  {
    from: 'apps/alert-lambda/src/main.ts',
    code: "import '@trailbell/cdk';",
    says: 'can only depend on libs tagged with "layer:model", "layer:domain", "layer:adapter"',
  },
])('lint refuses $code in $from', async ({ from, code, says }) => {
  expect(await boundariesCrossed(from, code)).toEqual([expect.stringContaining(says)]);
});

test('lint allows a domain library what lies below it', async () => {
  expect(await boundariesCrossed('libs/detections/src/index.ts', "import '@trailbell/event-pattern';")).toEqual([]);
});

async function boundariesCrossed(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId === RULE).map(({ message }) => message);
}
