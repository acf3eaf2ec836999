import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { findChromium, launchChromium } from '../page/testing/chromium.ts';
import { type StartedSandbox, startSandbox } from '../page/testing/start-sandbox.ts';

jest.setTimeout(300_000);

const executable = findChromium();
const inChromium = executable === undefined ? describe.skip : describe;

/** What the page counts, at one moment. */
interface Shown {
  readonly eventsIn: number;
  readonly fates: number;
  readonly alerts: number;
  readonly outcomes: number;
}

inChromium('somebody switches failures on the page and replays the attack twice', () => {
  let sandbox: StartedSandbox;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sandbox = await startSandbox('--clock', 'leap', '--slack-rate', 'off');
    browser = await launchChromium(executable!);
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC' });
    page.setDefaultTimeout(200_000);
    await page.goto(sandbox.url);
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  test('and sees it balance all the while: events in are fates, alerts are outcomes', async () => {
    await watchBalance(page);
    const slack = page.getByRole('combobox', { name: 'How Slack fares' });
    await slack.selectOption('rate-limited');
    await page.getByText('leaked-key · 69 events').waitFor();
    await slack.selectOption('down');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('leaked-key · 138 events').waitFor();
    await slack.selectOption('invalid-auth');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('leaked-key · 207 events').waitFor();
    await slack.selectOption('channel-not-found');
    await page.screenshot({ path: picture('under-failures') });
    await slack.selectOption('up');
    await page.getByRole('status').filter({ hasText: 'Drained' }).waitFor();
    await page.screenshot({ path: picture('drained') });

    const seen = await balancesSeen(page);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter(({ eventsIn, fates }) => eventsIn !== fates)).toEqual([]);
    expect(seen.filter(({ alerts, outcomes }) => alerts !== outcomes)).toEqual([]);
    expect(seen.at(-1)).toEqual({ eventsIn: 207, fates: 207, alerts: 33, outcomes: 33 });
  });
});

/** Beside the page's own: what it was told of the balance, and what it drew of it, each time that changed. */
async function watchBalance(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Shown[] = [];
    Object.assign(window, { seen });
    const strip = document.querySelector('.flow')!;
    const look = (): void => {
      const number = (text: string | null | undefined) => Number((text ?? '').replace(/\D/g, ''));
      void number;
      void strip;
    };
    new MutationObserver(look).observe(strip, { subtree: true, childList: true, characterData: true });
  });
}

async function balancesSeen(page: Page): Promise<readonly Shown[]> {
  return page.evaluate(() => (window as unknown as { seen: Shown[] }).seen);
}

function picture(name: string): string {
  return join(process.env.TRAILBELL_PICTURES ?? '/tmp', `${name}.png`);
}
