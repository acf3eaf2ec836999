import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Builds the page into a folder: one script, one style sheet, and the document that names them. */
export async function buildPage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(join(import.meta.dirname, 'index.html'), join(folder, 'index.html'));
  await build({
    absWorkingDir: import.meta.dirname,
    entryPoints: [
      { in: 'main.tsx', out: 'page' },
      { in: 'styles/index.css', out: 'page' },
    ],
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: ['chrome123', 'firefox128', 'safari17.5'],
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
}
