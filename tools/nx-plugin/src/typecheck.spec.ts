import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { workspaceRoot } from '@nx/devkit';

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'trailbell-typecheck-'));
  for (const shared of ['node_modules', 'tools', 'tsconfig.base.json', 'nx.json', '.nvmrc', 'package-lock.json']) {
    symlinkSync(join(workspaceRoot, shared), join(workspace, shared));
  }
  write('package.json', '{ "name": "planted-workspace", "private": true, "workspaces": ["libs/*"] }');
  write('libs/planted/package.json', '{ "name": "@planted/lib", "type": "module", "nx": { "name": "planted" } }');
  write('libs/planted/tsconfig.json', '{ "extends": "../../tsconfig.base.json", "include": ["src"] }');
});

afterEach(() => {
  rmSync(workspace, { recursive: true });
});

test('the typecheck target passes code whose types hold', () => {
  write('libs/planted/src/index.ts', 'export const answer: number = 42;\n');

  expect(typecheck()).toMatchObject({ status: 0 });
});

test('the typecheck target fails on a planted type error, and names it', () => {
  write('libs/planted/src/index.ts', "export const answer: number = 'forty-two';\n");

  const { status, stdout } = typecheck();

  expect(stdout).toContain("error TS2322: Type 'string' is not assignable to type 'number'");
  expect(status).not.toBe(0);
});

test('the typecheck target reads specs too', () => {
  write('libs/planted/src/index.ts', 'export const answer: number = 42;\n');
  write('libs/planted/src/index.spec.ts', "export const wrong: number = 'forty-two';\n");

  const { status, stdout } = typecheck();

  expect(stdout).toContain('index.spec.ts');
  expect(status).not.toBe(0);
});

function write(path: string, text: string): void {
  mkdirSync(join(workspace, path, '..'), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

function typecheck(): { status: number | null; stdout: string } {
  return spawnSync('nx', ['run', 'planted:typecheck', '--output-style=static'], {
    cwd: workspace,
    encoding: 'utf8',
    // Nx tells its children which workspace they are in; this one is in another.
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NX_|FORCE_COLOR)/.test(name))),
  });
}
