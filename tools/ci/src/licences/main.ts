import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencePage } from './licence-page.ts';
import { runtimePackages } from './runtime-packages.ts';

const WORKSPACE = join(import.meta.dirname, '../../../..');

const lockFile: unknown = JSON.parse(readFileSync(join(WORKSPACE, 'package-lock.json'), 'utf8'));
writeFileSync(join(WORKSPACE, 'docs/licences.md'), await licencePage(runtimePackages(lockFile)));
