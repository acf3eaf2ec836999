import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Most of a start goes into making JavaScript of TypeScript, and code of that. With `--import` of this file both are kept for
// the next start, and for threads; not in a folder for temporary files, where others might leave some of theirs.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'));
