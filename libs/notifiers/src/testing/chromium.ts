import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** With the fonts that the pictures of the page are taken with. */
const DEBIAN_PACKAGES = ['chromium', 'fonts-inter', 'fonts-lato', 'fonts-noto-color-emoji'];

/** Nothing of this browser may leave the machine, be shared, or be remembered. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What people look at is looked at in a browser: a Chromium of this machine; in CI, where nothing may be skipped, one is installed if there is none. */
export function findChromium(): string | undefined {
  const found = USUAL_PLACES.find((place) => existsSync(place));
  if (found !== undefined || process.env.CI !== 'true') {
    return found;
  }
  install();
  const installed = USUAL_PLACES.find((place) => existsSync(place));
  if (installed === undefined) {
    throw new Error(`Chromium was installed, but is in none of ${USUAL_PLACES.join(', ')}.`);
  }
  return installed;
}

export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

function install(): void {
  if (process.getuid?.() !== 0) {
    throw new Error('CI has no Chromium, and only root may install one. Install the Debian package "chromium".');
  }
  // One at a time: each spec file that wants a browser runs in a process of its own.
  const lock = join(tmpdir(), 'trailbell-chromium.lock');
  run('flock', [lock, 'apt-get', 'update', '--quiet']);
  run('flock', [lock, 'apt-get', 'install', '--yes', '--quiet', '--no-install-recommends', ...DEBIAN_PACKAGES]);
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) {
    throw new Error(`"${command} ${args.join(' ')}" ended with ${status ?? 'no status'}: ${stderr}`, { cause: error });
  }
}
