import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Most of a start goes into making JavaScript of TypeScript, and code of that. With `--import` of this file both are kept for
// the next start, and for threads; not in a folder for temporary files, where others might leave some of theirs.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
