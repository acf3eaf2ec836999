import { join } from 'node:path';
import { findChromium, launchChromium } from '@trailbell/notifiers/testing/chromium';
import { type Locator, type Page } from 'playwright-core';
import { startSandbox } from './start-sandbox.ts';

// Takes the pictures of the README anew, of a sandbox that has replayed its story:
// nx run sandbox:prepare && node apps/sandbox/src/page/testing/take-pictures.ts

const IMAGES = join(import.meta.dirname, '../../../../../docs/images');

const executable = findChromium();
if (executable === undefined) {
  throw new Error('there is no Chromium on this machine. Install one (Debian: apt-get install chromium).');
}
const sandbox = await startSandbox('--clock', 'leap', '--slack-rate', 'off');
const browser = await launchChromium(executable);
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.2,
    timezoneId: 'UTC',
    colorScheme: 'light',
  });
  page.setDefaultTimeout(120_000);
  await page.goto(sandbox.url);
  await page.getByText('leaked-key · 69 events').waitFor();
  await page.getByRole('status').filter({ hasText: 'Drained' }).waitFor();
  await pictureOfSandbox(page);
  await pictureOfAlert(page);
} finally {
  await browser.close();
  await sandbox.stop();
}

async function pictureOfSandbox(page: Page): Promise<void> {
  await trailStopped(page).evaluate((alert) => {
    alert.scrollIntoView({ block: 'start' });
  });
  await page.getByRole('button', { name: /^07:15:30 AuthorizeSecurityGroupIngress/ }).evaluate((line) => {
    line.scrollIntoView({ block: 'center' });
  });
  await page.screenshot({ path: join(IMAGES, 'sandbox.png') });
}

/** The alert alone, as wide as Slack draws it. */
async function pictureOfAlert(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1720, height: 1400 });
  await trailStopped(page).scrollIntoViewIfNeeded();
  const box = await trailStopped(page).boundingBox();
  if (box === null) {
    throw new Error('the alert is not drawn.');
  }
  // Without the lines of the page on both sides of it.
  const clip = { x: Math.ceil(box.x) + 1, y: box.y, width: Math.floor(box.width) - 2, height: box.height };
  await page.screenshot({ path: join(IMAGES, 'alert.png'), clip });
}

function trailStopped(page: Page): Locator {
  return page.getByRole('article').filter({ hasText: 'Critical: svc-backup-02 (IAM user) stopped the trail' });
}
