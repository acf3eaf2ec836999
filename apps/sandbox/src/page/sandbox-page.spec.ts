import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findChromium, launchChromium } from '@trailbell/notifiers/testing/chromium';
import { type Browser, type Page } from 'playwright-core';
import { tableOf } from '../../stories/testing/table-of.ts';
import { type StartedSandbox, startSandbox } from './testing/start-sandbox.ts';

// The whole of it, once: stacks, bundles, emulators, page and browser. The waits end as soon as what they wait for is there.
const executable = findChromium();
const inChromium = executable === undefined ? describe.skip : describe;
const story = tableOf(readFileSync(new URL('../../stories/README.md', import.meta.url), 'utf8'));

inChromium('the page of a sandbox that replays its story', () => {
  let sandbox: StartedSandbox;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sandbox = await startSandbox('--clock', 'leap', '--slack-rate', 'off');
    browser = await launchChromium(executable!);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, timezoneId: 'UTC' });
    page.setDefaultTimeout(90_000);
    await page.goto(sandbox.url);
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  test('shows what rang and what did not, as the story tells it', async () => {
    await page.getByText('leaked-key · 69 events').waitFor();
    await page.getByRole('status').filter({ hasText: 'Drained' }).waitFor();

    for (const [call, rings] of story) {
      const line = page.getByRole('button', { name: new RegExp(`^${call} `) });
      const shown = await line.locator('.severity').allTextContents();
      expect([call, shown.map((text) => text.replace(/^\w+: /, '')).toSorted()]).toEqual([call, rings]);
    }
  });

  test('shows the alerts in Slack, by e-mail and in the digest', async () => {
    await page
      .getByRole('log')
      .getByText(/svc-backup-02 .*the trail management-events/)
      .filter({ visible: true }) // replies to it are folded
      .first()
      .waitFor();
    await page.getByRole('button', { name: /security-digest/ }).click();
    await page
      .getByRole('log')
      .getByText(/Digest: \d+ alerts?/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: /E-mail/ }).click();
    await page
      .getByText(/^\[Critical\] svc-backup-02 .*stopped the trail/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: /Slack/ }).click();
  });

  test('shows an event that is sent: waiting in a queue while Slack is down, told once when it is back', async () => {
    // In real time, so that the retry waits to be seen.
    await page.getByRole('button', { name: 'Skip all waits' }).click();
    await page.getByRole('button', { name: 'Skip all waits', pressed: false }).waitFor();
    await page.getByRole('button', { name: /security-page/ }).click();
    const articles = page.getByRole('log', { name: 'Messages in security-page' }).getByRole('article');
    const before = await articles.count();

    await page.getByRole('combobox', { name: 'How Slack fares' }).selectOption('down');
    await page.getByText('It answers 503 to everything.').waitFor();
    await page.getByRole('button', { name: 'Send an event' }).click();
    await page.getByRole('button', { name: 'A trail is stopped' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('1 in queues').waitFor();
    expect(await articles.count()).toBe(before);

    await page.getByRole('button', { name: 'Bring it back' }).click();
    await page.getByRole('button', { name: /^Skip to/ }).click();
    await articles.nth(before).getByText('Critical: ana (IAM user) stopped the trail management-events').waitFor();
    await page.getByText('0 in queues').waitFor();
    expect(await articles.count()).toBe(before + 1);
  });
});
