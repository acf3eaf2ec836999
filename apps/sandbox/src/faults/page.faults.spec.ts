import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { findChromium, launchChromium } from '@trailbell/notifiers/testing/chromium';
import { type StartedSandbox, startSandbox } from '../page/testing/start-sandbox.ts';

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
    await takePicture(page, 'under-failures');
    await slack.selectOption('up');
    await page.getByRole('status').filter({ hasText: 'Drained' }).waitFor();
    await takePicture(page, 'drained');

    const seen = await balancesSeen(page);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter(({ eventsIn, fates }) => eventsIn !== fates)).toEqual([]);
    expect(seen.filter(({ alerts, outcomes }) => alerts !== outcomes)).toEqual([]);
    expect(seen.at(-1)).toEqual({ eventsIn: 207, fates: 207, alerts: 33, outcomes: 33 });
  });
});

/** Notes what the page has drawn each time it draws its balance anew. */
async function watchBalance(page: Page): Promise<void> {
  await page.locator('.flow .station').first().waitFor();
  await page.evaluate(() => {
    const strip = document.querySelector('.flow')!;
    const seen: Shown[] = [];
    const look = (): void => {
      const told = (element: Element | null) => element?.textContent ?? '';
      const counts = new Map<string, number>();
      for (const station of strip.querySelectorAll('.station')) {
        counts.set(
          told(station.querySelector('.station-name')),
          Number(told(station.querySelector('.station-count')).replaceAll(',', '')),
        );
        for (const turn of station.querySelectorAll('ul > li')) {
          const [, count = '', name = ''] = /^([\d,]+) (.*)$/.exec(told(turn)) ?? [];
          counts.set(name, Number(count.replaceAll(',', '')));
        }
      }
      const sum = (...names: readonly string[]) => names.reduce((total, name) => total + (counts.get(name) ?? 0), 0);
      seen.push({
        eventsIn: sum('Events in'),
        fates: sum('in flight', 'held back', 'unmatched', 'Taken by a rule'),
        alerts: sum('Alerts'),
        outcomes: sum('waiting to be told', 'suppressed', 'Told', 'alerts never told'),
      });
    };
    look();
    Object.assign(window, { seen });
    new MutationObserver(look).observe(strip, { subtree: true, childList: true, characterData: true });
  });
}

async function balancesSeen(page: Page): Promise<readonly Shown[]> {
  return page.evaluate(() => (window as unknown as { seen: Shown[] }).seen);
}

/** Pictures for who wants to look, where `TRAILBELL_PICTURES` says. */
async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.TRAILBELL_PICTURES;
  if (folder !== undefined) {
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
