import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findChromium, launchChromium } from '@trailbell/notifiers/testing/chromium';
import { type Browser, type Page } from 'playwright-core';
import { alertOf, reportOf } from '../testing/alert-of.ts';
import { renderPage } from './render-page.ts';

const chromium = findChromium();
const LONG =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Administrator_0123456789abcdef';
const report = reportOf(
  alertOf({}),
  alertOf({
    eventKey: 'e-2',
    severity: 'high',
    subject: LONG,
    summary: `ana changed ${LONG}`,
    eventTime: '2026-03-02T10:00:00Z',
  }),
  alertOf({ eventKey: 'e-3', severity: 'medium', detectionId: 'root-activity', eventTime: '2026-03-03T10:00:00Z' }),
);

/** Where the machine has no Chromium nothing is tested; CI always has one. */
(chromium === undefined ? describe.skip : describe)('the page, opened from a file', () => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trailbell-backtest-'));
    await writeFile(join(folder, 'report.html'), renderPage(report, []));
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function opened(options: { colorScheme?: 'light' | 'dark'; width?: number } = {}) {
    const page = await browser.newPage({
      colorScheme: options.colorScheme ?? 'light',
      viewport: { width: options.width ?? 1_200, height: 900 },
    });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => complaints.push(...(request.url().startsWith('file:') ? [] : [request.url()])));
    const address = pathToFileURL(join(folder, 'report.html')).href;
    page.on('request', (request) => complaints.push(...(request.url() === address ? [] : [request.url()])));
    await page.goto(address);
    return { page, complaints };
  }

  const textOf = (page: Page) => page.locator('body').innerText();

  test('shows what rang, when, by whom and what was not seen, and asks for nothing', async () => {
    const { page, complaints } = await opened();

    expect(await page.title()).toBe('Backtest: what would have rung');
    expect(await page.locator('.timeline rect').count()).toBe(3);
    expect(await page.locator('.legend').innerText()).toMatch(/1 critical\s+1 high\s+1 medium/);
    expect(await page.locator('details.incident').count()).toBe(3);
    expect(await textOf(page)).toMatch(
      /Noisiest principals[\s\S]*ana \(111122223333\)[\s\S]*What it could not see[\s\S]*no data events/,
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('an incident opens by keyboard to its message and a suppression that is selected at one click', async () => {
    const { page } = await opened();
    const first = page.locator('details.incident').first();

    await first.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await first.locator('.slack').innerText()).toContain('Why it matters');

    await first.locator('pre').click();
    expect(await page.evaluate('String(getSelection())')).toContain("detectionId: ['cloudtrail-stopped']");
    await page.close();
  });

  test('is dark where the machine is', async () => {
    const luminanceIn = async (colorScheme: 'light' | 'dark') => {
      const { page } = await opened({ colorScheme });
      const color = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      await page.close();
      return (color.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    };

    expect(await luminanceIn('light')).toBeGreaterThan(600);
    expect(await luminanceIn('dark')).toBeLessThan(150);
  });

  test('fits a narrow window, its incidents open, whatever the names', async () => {
    const { page } = await opened({ width: 360 });
    for (const incident of await page.locator('details.incident summary').all()) {
      await incident.click();
    }

    const wider = await page.evaluate(`
      [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.tagName + ' ' + element.className)
    `);
    expect(wider).toEqual([]);
    await page.close();
  });
});
