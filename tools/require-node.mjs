// Runs on any Node, before npm scripts: says what to do where npm could not bring Node 24 (it can on Linux x64).
import { readFileSync } from 'node:fs';

const wanted = readFileSync(new URL('../.nvmrc', import.meta.url), 'utf8').trim();
const major = wanted.split('.')[0];

if (process.versions.node.split('.')[0] !== major) {
  process.stderr.write(
    `Trailbell runs on Node ${major}, as its lambdas do; this is Node ${process.versions.node} (${process.execPath}). ` +
      `Run "npm ci" (on Linux x64 it installs Node ${wanted} beside the project), or install Node ${wanted} yourself.\n`,
  );
  process.exit(1);
}
