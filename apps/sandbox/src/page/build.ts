import { join } from 'node:path';
import { buildPage } from './build-page.ts';

await buildPage(join(import.meta.dirname, '../../../../dist/apps/sandbox/page'));
