import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Locator, type Page } from 'playwright-core';
import { buildPage } from '../build-page.ts';
import { findChromium, launchChromium } from './chromium.ts';
import { PageServer } from './page-server.ts';
import { storyState } from './story-state.ts';

// Takes the pictures of the README anew: node apps/sandbox/src/page/testing/take-pictures.ts

const IMAGES = join(import.meta.dirname, '../../../../../docs/images');

const executable = findChromium();
if (executable === undefined) {
  throw new Error('there is no Chromium on this machine. Install one (Debian: apt-get install chromium).');
}
const folder = mkdtempSync(join(tmpdir(), 'trailbell-pictures-'));
const browser = await launchChromium(executable);
const server = new PageServer(folder, storyState());
try {
  await buildPage(folder);
  await server.listen();
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.25,
    timezoneId: 'UTC',
    colorScheme: 'light',
  });
  await page.goto(server.url);
  await pictureOfSandbox(page);
  await pictureOfAlert(page);
} finally {
  await browser.close();
  await server.goAway();
  rmSync(folder, { recursive: true });
}

async function pictureOfSandbox(page: Page): Promise<void> {
  await trailStopped(page).evaluate((alert) => {
    alert.scrollIntoView({ block: 'start' });
  });
  await page.getByRole('button', { name: /07:15:30 AuthorizeSecurityGroupIngress/ }).evaluate((line) => {
    line.scrollIntoView({ block: 'center' });
  });
  await page.screenshot({ path: join(IMAGES, 'sandbox.png') });
}

/** The alert alone, as wide as Slack draws it. */
async function pictureOfAlert(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1720, height: 1400 });
  const box = await trailStopped(page).boundingBox();
  if (box === null) {
    throw new Error('the alert is not drawn.');
  }
  const clip = {
    x: Math.ceil(box.x) + 1,
    y: Math.floor(box.y),
    width: Math.floor(box.width) - 2,
    height: Math.ceil(box.height),
  };
  await page.screenshot({ path: join(IMAGES, 'alert.png'), clip });
}

function trailStopped(page: Page): Locator {
  return page.getByRole('article').filter({ hasText: 'Critical: svc-backup-02 (IAM user) stopped the trail' });
}
