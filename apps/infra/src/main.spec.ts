import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

test('synthesis of an environment that is none ends with a sentence, not with a stack trace', () => {
  const { status, stderr } = spawnSync(process.execPath, [main], {
    encoding: 'utf8',
    env: { ...process.env, TRAILBELL_ENVIRONMENT: 'nowhere' },
  });

  expect(stderr).toBe(
    'TRAILBELL_ENVIRONMENT is "nowhere". Valid: example, organization, two-accounts, the files of apps/infra/environments.\n',
  );
  expect(status).toBe(1);
});
