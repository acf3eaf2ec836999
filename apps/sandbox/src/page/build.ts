import { cpSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Builds the page into `dist/apps/sandbox/page`: one script, one style sheet, and the document that names them. */
const here = fileURLToPath(new URL('.', import.meta.url));
const into = fileURLToPath(new URL('../../../../dist/apps/sandbox/page/', import.meta.url));

mkdirSync(into, { recursive: true });
cpSync(`${here}index.html`, `${into}index.html`);
await build({
  absWorkingDir: here,
  entryPoints: [
    { in: 'main.tsx', out: 'page' },
    { in: 'styles/index.css', out: 'page' },
  ],
  outdir: into,
  bundle: true,
  format: 'esm',
  target: ['chrome123', 'firefox128', 'safari17.5'],
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
});
