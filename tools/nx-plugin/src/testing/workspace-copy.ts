import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '@nx/devkit';

export interface Run {
  readonly status: number | null;
  /** Everything it printed. */
  readonly output: string;
}

/** The workspace as it would be committed, in a folder of its own: what is generated there stays there. */
export interface WorkspaceCopy {
  readonly folder: string;
  path(file: string): string;
  write(file: string, text: string): void;
  nx(...args: readonly string[]): Run;
  /** Runs a program there, with these variables beside those of this process. */
  run(command: string, args: readonly string[], variables?: Readonly<Record<string, string>>): Run;
  /** Puts a shell script in the place of an installed command, for everything that runs in the copy. */
  shim(command: string, script: string): void;
  /** Takes it away again. */
  unshim(command: string): void;
  /** Makes a git repository of it, if it is none yet, and commits everything. Returns the commit's hash. */
  commit(): string;
  remove(): void;
}

export function copyWorkspace(): WorkspaceCopy {
  const folder = mkdtempSync(join(tmpdir(), 'trailbell-workspace-'));
  const path = (file: string) => join(folder, file);
  for (const file of filesToCommit()) {
    cpSync(join(workspaceRoot, file), path(file));
  }
  linkPackages(path('node_modules'));
  const run: WorkspaceCopy['run'] = (command, args, variables) => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...environmentIn(folder), ...variables },
    });
    return { status, output: `${stdout}${stderr}` };
  };

  return {
    folder,
    path,
    write: (file, text) => {
      mkdirSync(join(path(file), '..'), { recursive: true });
      writeFileSync(path(file), text);
    },
    run,
    nx: (...args) => run('nx', args),
    shim: (command, script) => {
      rmSync(path(`node_modules/.bin/${command}`), { force: true });
      writeFileSync(path(`node_modules/.bin/${command}`), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
    },
    unshim: (command) => {
      rmSync(path(`node_modules/.bin/${command}`));
      linkCommand(command, path('node_modules/.bin'));
    },
    commit: () => {
      const git = (...args: readonly string[]) =>
        execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', ...args], {
          cwd: folder,
          encoding: 'utf8',
        });
      if (!existsSync(path('.git'))) {
        git('init', '--quiet', '--initial-branch=main');
      }
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message=a change');
      return git('rev-parse', 'HEAD').trim();
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Nx tells its children which workspace they are in; this one is in another. Its commands come before ours. */
function environmentIn(folder: string): Readonly<Record<string, string>> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|FORCE_COLOR|INIT_CWD|TRAILBELL_)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    NO_COLOR: '1',
    PATH: `${join(folder, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
  };
}

function filesToCommit(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(workspaceRoot, file)));
}

/** What the copy may change without changing this workspace. */
const OWN_FOLDERS = ['@trailbell', '.bin', '.cache'];

/** Installed packages are shared; those of the workspace itself are the copy's own. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, '@trailbell'), { recursive: true });
  for (const entry of readdirSync(join(workspaceRoot, 'node_modules'))) {
    if (!OWN_FOLDERS.includes(entry)) {
      symlinkSync(join(workspaceRoot, 'node_modules', entry), join(folder, entry));
    }
  }
  mkdirSync(join(folder, '.bin'));
  for (const command of readdirSync(join(workspaceRoot, 'node_modules/.bin'))) {
    linkCommand(command, join(folder, '.bin'));
  }
  // npm's links are relative, so they lead into the copy.
  cpSync(join(workspaceRoot, 'node_modules/@trailbell'), join(folder, '@trailbell'), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

function linkCommand(command: string, folder: string): void {
  symlinkSync(realpathSync(join(workspaceRoot, 'node_modules/.bin', command)), join(folder, command));
}
