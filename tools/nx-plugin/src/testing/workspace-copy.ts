import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
  remove(): void;
}

export function copyWorkspace(): WorkspaceCopy {
  const folder = mkdtempSync(join(tmpdir(), 'trailbell-workspace-'));
  const path = (file: string) => join(folder, file);
  for (const file of filesToCommit()) {
    cpSync(join(workspaceRoot, file), path(file));
  }
  linkPackages(path('node_modules'));

  return {
    folder,
    path,
    write: (file, text) => {
      mkdirSync(join(path(file), '..'), { recursive: true });
      writeFileSync(path(file), text);
    },
    nx: (...args) => {
      const { status, stdout, stderr } = spawnSync('nx', args, {
        cwd: folder,
        encoding: 'utf8',
        // Nx tells its children which workspace they are in; this one is in another.
        env: {
          ...Object.fromEntries(
            Object.entries(process.env).filter(([name]) => !/^(NX_|FORCE_COLOR|INIT_CWD)/.test(name)),
          ),
          NO_COLOR: '1',
        },
      });
      return { status, output: `${stdout}${stderr}` };
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

function filesToCommit(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(workspaceRoot, file)));
}

/** Installed packages are shared; those of the workspace itself are the copy's own. */
function linkPackages(folder: string): void {
  mkdirSync(join(folder, '@trailbell'), { recursive: true });
  for (const entry of readdirSync(join(workspaceRoot, 'node_modules'))) {
    if (entry !== '@trailbell' && entry !== '.cache') {
      symlinkSync(join(workspaceRoot, 'node_modules', entry), join(folder, entry));
    }
  }
  // npm's links are relative, so they lead into the copy.
  cpSync(join(workspaceRoot, 'node_modules/@trailbell'), join(folder, '@trailbell'), {
    recursive: true,
    verbatimSymlinks: true,
  });
}
