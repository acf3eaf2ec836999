import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findChromium, launchChromium } from '@trailbell/notifiers/testing/chromium';
import { type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { buildPage } from './build-page.ts';
import { alertMessage, busyState, emptyState, eventOf } from './testing/example-state.ts';
import { PageServer } from './testing/page-server.ts';

// A browser on a busy machine takes its time; the waits below end as soon as what they wait for is there.
const executable = findChromium();
const inChromium = executable === undefined ? describe.skip : describe;

if (executable === undefined) {
  test.skip('the page in Chromium is not tested: this machine has no Chromium (Debian: apt-get install chromium)', () => {
    // The title says it.
  });
}

inChromium('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trailbell-page-'));
  let browser: Browser;
  let server: PageServer;
  let page: Page;
  /** What the page complained of: script errors, refused resources. A page that works is silent. */
  let complaints: string[];
  /** Addresses asked for beyond the server's own. */
  let strangers: string[];

  beforeAll(async () => {
    await buildPage(folder);
    browser = await launchChromium(executable!);
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    complaints = [];
    strangers = [];
    server = new PageServer(folder, busyState);
    await server.listen();
  });

  afterEach(async () => {
    await page.context().close();
    await server.goAway();
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  /** Goes to the page, and waits until it has the sandbox's state. */
  async function open(options: BrowserContextOptions = {}): Promise<void> {
    await visit(options);
    await page.getByRole('banner').waitFor();
  }

  async function visit(options: BrowserContextOptions = {}): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'UTC', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('console', (message) => {
      // What the browser says of a server that is away, which some tests want.
      if (!message.text().includes('Failed to load resource')) {
        complaints.push(message.text());
      }
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) {
        strangers.push(request.url());
      }
    });
    await page.goto(server.url);
  }

  async function sendExample(name: string): Promise<void> {
    await page.getByRole('button', { name: 'Send an event' }).click();
    await page.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  async function topOf(locator: Locator): Promise<number> {
    return (await locator.boundingBox())!.y;
  }

  function rows(): Locator {
    return page.getByRole('region', { name: 'Timeline of events' }).locator('.events > ol > li');
  }

  describe('the path of an event', () => {
    test('counts every station', async () => {
      await open();

      const stations = page.getByRole('region', { name: 'The path of an event' }).locator('ol > li');

      expect((await stations.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())).toEqual([
        'Events in 6',
        'Taken by a rule 4 1 unmatched 1 held back',
        'Rang 3 1 quiet',
        'Alerts 3 1 waiting to be told 1 in queues',
        'Told 2 1 at once 0 in an incident 1 in a digest',
        'Dead letters 1',
      ]);
    });

    test('follows the stream', async () => {
      await open();
      await page.getByText('6 events').waitFor();

      server.send({ kind: 'balance', balance: { ...busyState.balance, eventsIn: 1234 } });

      await page.getByText('1,234 events').waitFor();
    });
  });

  describe('an event that rang nothing', () => {
    test('says on request what came nearest, and what kept each from it', async () => {
      server.reply({
        nearMisses: [
          { kind: 'rule', name: 'coarse-1', matched: false, text: 'detail.eventName holds "Get<b>"; wanted: "Stop"' },
          { kind: 'detection', name: 'cloudtrail-stopped', matched: true, text: 'the pattern matches' },
        ],
      });
      await open();
      await rows().filter({ hasText: 'GetCallerIdentity' }).getByRole('button').first().click();

      await page.getByRole('button', { name: 'Why did this not ring?' }).click();

      const nearest = page.getByRole('list', { name: 'What came nearest' });
      expect(await nearest.locator('li').allInnerTexts()).toEqual([
        expect.stringMatching(/coarse-1\s+detail.eventName holds "Get<b>"; wanted: "Stop"/),
        expect.stringMatching(/cloudtrail-stopped\s+Its pattern matches; its condition/),
      ]);
      expect(await server.nextPost()).toMatchObject({ path: 'api/explain', body: { id: expect.any(Number) } });
    });

    test('says the sentence of the sandbox when it cannot say', async () => {
      server.refuse(404, 'event 1 is not kept. The last events on the page are');
      await open();
      await rows().filter({ hasText: 'GetCallerIdentity' }).getByRole('button').first().click();

      await page.getByRole('button', { name: 'Why did this not ring?' }).click();

      await page.getByText('event 1 is not kept').waitFor();
    });
  });

  describe('the timeline', () => {
    test('lists the events, newest first, with the fate of each', async () => {
      await open();
      await rows().first().waitFor();

      expect(await rows().locator('.event-call b').allInnerTexts()).toEqual([
        'PutObject',
        'AuthorizeSecurityGroupIngress',
        'StopLogging',
        'PutObject',
        'StopLogging',
        'GetCallerIdentity',
      ]);
      expect(await rows().locator('.fate, .fates').allInnerTexts()).toEqual([
        expect.stringContaining('s3-object-written'),
        expect.stringContaining('security-group-open-to-world'),
        expect.stringContaining('cloudtrail-stopped'),
        'Held back',
        'Quiet',
        'Unmatched',
      ]);
    });

    test('takes in an event as it comes, and changes it in its place', async () => {
      await open();
      await rows().first().waitFor();

      server.send({ kind: 'event', event: eventOf(7, { eventName: 'CreateUser', fate: 'in-flight' }) });
      await page.getByRole('button', { name: /CreateUser.*In flight/ }).waitFor();
      server.send({ kind: 'event', event: eventOf(7, { eventName: 'CreateUser', fate: 'quiet' }) });
      await page.getByRole('button', { name: /CreateUser.*Quiet/ }).waitFor();

      expect(await rows().count()).toBe(7);
    });

    test('draws the newest of many events, and earlier ones when asked', async () => {
      server.become({ ...busyState, events: Array.from({ length: 450 }, (_, at) => eventOf(at + 1)) });
      await open();

      expect(await rows().count()).toBe(200);
      await page.getByRole('button', { name: '250 earlier events' }).click();
      await page.getByRole('button', { name: '50 earlier events' }).click();
      await rows().nth(449).waitFor();
      expect(await rows().count()).toBe(450);
    });

    test('shows the events of one fate', async () => {
      await open();

      await page.getByRole('button', { name: 'Held back 1' }).click();

      await rows().nth(1).waitFor({ state: 'detached' });
      expect(await rows().locator('.event-call b').allInnerTexts()).toEqual(['PutObject']);
    });

    test('finds events by actor, and says so when there are none', async () => {
      await open();
      const search = page.getByRole('searchbox', { name: 'Search the events' });

      await search.fill('JENKINS');
      await rows().nth(2).waitFor({ state: 'detached' });
      expect(await rows().count()).toBe(2);

      await search.fill('nobody');
      await page.getByText('No event is of this fate and speaks of this.').waitFor();
    });

    test('opens an event by keyboard: what rang, why, and the way it took', async () => {
      await open();
      const row = page.getByRole('button', { name: /StopLogging.*svc-backup-02/ });

      await row.focus();
      await page.keyboard.press('Enter');

      expect(await row.getAttribute('aria-expanded')).toBe('true');
      await page.getByRole('heading', { name: 'CloudTrail logging stopped or trail deleted' }).waitFor();
      const way = page.getByRole('list', { name: 'The way it took' });
      expect(await way.getByRole('listitem').count()).toBe(5);
      expect(await way.innerText()).toContain('Slack answered 503 Service Unavailable');
    });

    test('says why an event was held back', async () => {
      await open();

      await page.getByRole('button', { name: /PutObject.*Held back/ }).click();

      await page.getByText('No trail logs data events of the bucket example-trail-logs.').waitFor();
    });
  });

  describe('Slack', () => {
    test('is drawn with its channels and messages', async () => {
      await open();
      const log = page.getByRole('log', { name: 'Messages in security-page' });

      await log.getByText('svc-backup-02 stopped the trail management-events').waitFor();
      expect(await log.getByRole('article').count()).toBe(2);

      await page
        .getByRole('navigation', { name: 'Slack channels' })
        .getByRole('button', { name: /security-digest/ })
        .click();
      await page.getByRole('log', { name: 'Messages in security-digest' }).getByText('Digest: 1 alert').waitFor();
    });

    test('formats what is marked up, and writes times in the zone of the reader', async () => {
      await open({ timezoneId: 'Asia/Kolkata' });
      const first = page.getByRole('log').getByRole('article').first();

      await first.getByText('12:37:44').waitFor();
      expect(await first.innerText()).not.toMatch(/\*Who\*|<!date|`/);
      expect(
        await first
          .getByRole('link', { name: /ATT&CK/ })
          .first()
          .getAttribute('rel'),
      ).toContain('noopener');
    });

    test('shows a message as it is posted, in a channel that is new', async () => {
      server.become({ ...emptyState, channels: [] });
      await open();
      await page.getByText('No channel yet.').waitFor();

      server.send({ kind: 'slack-message', message: alertMessage('1791877600.000100') });

      await page.getByRole('log').getByText('svc-backup-02 stopped the trail management-events').waitFor();
    });

    test('shows replies under the message they answer', async () => {
      const head = alertMessage('1791877600.000100');
      const reply = { ...head, ts: '1791877601.000100', threadTs: head.ts, text: 'Once more', blocks: [] };
      server.become({ ...emptyState, channels: [{ name: '#security-page', messages: [head, reply] }] });
      await open();

      await page.getByText('1 reply').click();

      await page.getByText('Once more').waitFor();
    });

    test('draws the newest of many messages, and earlier ones when asked', async () => {
      const messages = Array.from({ length: 60 }, (_, at) => alertMessage(`${1791877600 + at}.000100`));
      server.become({ ...emptyState, channels: [{ name: '#security-page', messages }] });
      await open();

      expect(await page.getByRole('log').getByRole('article').count()).toBe(50);
      await page.getByRole('button', { name: '10 earlier messages' }).click();
      await page.getByRole('log').getByRole('article').nth(59).waitFor();
      expect(await page.getByRole('log').getByRole('article').count()).toBe(60);
    });

    test('brings a new message into view, but lets the reader read', async () => {
      await open();
      const log = page.getByRole('log');
      const article = log.getByRole('article');

      server.send({ kind: 'slack-message', message: alertMessage('1791877600.000100') });
      await article.nth(2).waitFor();
      expect(await topOf(article.nth(2))).toBeLessThanOrEqual((await topOf(log)) + 8);

      await log.evaluate((element) => {
        element.scrollTo({ top: 0 });
      });
      server.send({ kind: 'slack-message', message: alertMessage('1791877601.000100') });
      await article.nth(3).waitFor();
      expect(await log.evaluate((element) => element.scrollTop)).toBe(0);
    });

    test('gives no id to two elements', async () => {
      await open();
      await page.getByRole('log').waitFor();

      const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id));

      expect(ids).toEqual([...new Set(ids)]);
    });

    test('says that it fails, what becomes of the messages, and can be brought back', async () => {
      server.become({ ...busyState, faults: { slack: 'down' } });
      await open();

      await page.getByText('It answers 503 to everything.').waitFor();
      await page.getByRole('button', { name: 'Bring it back' }).click();

      expect(await server.nextPost()).toEqual({ path: 'api/faults', body: { slack: 'up' } });
    });
  });

  describe('the other panels', () => {
    test('are reached with the arrow keys', async () => {
      await open();
      await page.getByRole('tab', { name: /Slack/ }).focus();

      await page.keyboard.press('ArrowRight');

      const tab = page.getByRole('tab', { name: /E-mail/ });
      expect(await tab.getAttribute('aria-selected')).toBe('true');
      expect(await tab.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
      await page.keyboard.press('End');
      expect(await page.getByRole('tab', { name: 'Lambdas' }).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Home');
      expect(await page.getByRole('tab', { name: /Slack/ }).getAttribute('aria-selected')).toBe('true');
    });

    test('show an e-mail as its reader gets it', async () => {
      await open();

      await page.getByRole('tab', { name: /E-mail/ }).click();

      const mail = page.getByRole('tabpanel');
      await mail.getByText('trailbell-page to security@example.com').waitFor();
      expect(await mail.locator('pre').innerText()).toBe(busyState.mails[0]!.text);
    });

    test('show what waits in queues, what is dead and what was held back', async () => {
      await open();

      await page.getByRole('tab', { name: /Queues/ }).click();

      await page.getByRole('row', { name: 'trailbell-alert-lambda-retry eu-central-1 0 0 1' }).waitFor();
      await page.getByText('Received 5 times and never handled').click();
      await page.getByText('"kind": "unknown"').waitFor();
      await page.getByText('1 No trail logs data events').waitFor();
    });

    test('show how each function fares', async () => {
      await open();

      await page.getByRole('tab', { name: 'Lambdas' }).click();

      await page.getByRole('heading', { name: 'trailbell-alert-lambda' }).waitFor();
      await page.getByText('141 ms').waitFor();
    });
  });

  describe('what one can do', () => {
    test('switch a failure of Slack on', async () => {
      await open();

      await page.getByRole('combobox', { name: 'How Slack fares' }).selectOption('rate-limited');

      expect(await server.nextPost()).toEqual({ path: 'api/faults', body: { slack: 'rate-limited' } });
    });

    test('let the clock leap over waits, once or always', async () => {
      await open();

      await page.getByRole('button', { name: 'Skip to 07:46:12' }).click();
      expect(await server.nextPost()).toEqual({ path: 'api/clock', body: { advance: true } });
      await page.getByRole('button', { name: 'Skip all waits' }).click();
      expect(await server.nextPost()).toEqual({ path: 'api/clock', body: { pace: 'leap' } });
    });

    test('replay the story, but not while one is replayed', async () => {
      await open();
      const replay = page.getByRole('button', { name: 'Replay' });

      await replay.click();
      expect(await server.nextPost()).toEqual({ path: 'api/replay', body: {} });
      server.send({
        kind: 'replay',
        replay: { status: 'running', name: 'The leaked key', eventsRead: 3, unreadable: [] },
      });

      await page.locator('button:disabled', { hasText: 'Replay' }).waitFor();
    });

    test('send an event: one of the examples, never the same twice', async () => {
      await open();
      await sendExample('A trail is stopped');
      await sendExample('A trail is stopped');

      const posts = [await server.nextPost(), await server.nextPost()];

      expect(posts.map(({ path }) => path)).toEqual(['api/events', 'api/events']);
      const sent = posts.map(({ body }) => body as { eventName: string; eventID: string });
      expect(sent.map(({ eventName }) => eventName)).toEqual(['StopLogging', 'StopLogging']);
      expect(sent[0]!.eventID).not.toBe(sent[1]!.eventID);
    });

    test('read why an event was refused, and mend it', async () => {
      server.refuse(400, 'event 1 is neither a record nor an envelope: eventSource is missing');
      await open();
      await page.getByRole('button', { name: 'Send an event' }).click();
      await page.getByRole('textbox', { name: 'The event' }).fill('{}');

      await page.getByRole('button', { name: 'Send', exact: true }).click();

      await page.getByRole('alert').getByText('eventSource is missing').waitFor();
      expect(await page.getByRole('textbox', { name: 'The event' }).inputValue()).toBe('{}');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    });

    test('read why anything else was refused', async () => {
      server.refuse(409, 'another replay runs');
      await open();

      await page.getByRole('button', { name: 'Replay' }).click();

      await page.getByText('another replay runs').waitFor();
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await page.getByText('another replay runs').waitFor({ state: 'detached' });
    });
  });

  describe('when something is missing', () => {
    test('an empty sandbox says what to do', async () => {
      server.become(emptyState);
      await open();

      await page.getByText('No events yet. Replay the recorded attack').waitFor();
      await page.getByRole('tab', { name: 'E-mail' }).click();
      await page.getByText('No e-mail yet.').waitFor();
      await page.getByRole('tab', { name: 'Queues' }).click();
      await page.getByText('Nothing was lost on the way.').waitFor();
      await page.getByRole('tab', { name: 'Lambdas' }).click();
      await page.getByText('No function is deployed yet.').waitFor();
    });

    test('a sandbox that has not started is waited for', async () => {
      server.start(true);
      await visit();

      await page.getByText('The sandbox does not answer. Start it with npm start').waitFor();
      server.start(false);

      await page.getByText('6 events').waitFor();
    });

    test('a lost stream is said, and taken up again with all that was missed', async () => {
      await open();
      await page.getByText('6 events').waitFor();

      await server.goAway();
      await page.getByText('The sandbox no longer answers.').waitFor();
      expect(await rows().count()).toBe(6);
      server.become({ ...busyState, balance: { ...busyState.balance, eventsIn: 60 } });
      await server.listen();

      await page.getByText('60 events').waitFor();
      await page.getByText('The sandbox no longer answers.').waitFor({ state: 'detached' });
    });

    test('a post that nobody answers is said', async () => {
      await open();
      await page.getByText('6 events').waitFor();
      await server.goAway();

      await page.getByRole('button', { name: 'Replay' }).click();

      await page.getByText('The sandbox does not answer').waitFor();
      await server.listen();
    });

    test('a failed replay and records that could not be read are told', async () => {
      server.become({
        ...busyState,
        replay: {
          status: 'failed',
          eventsRead: 1,
          error: 'events.ndjson cannot be opened',
          unreadable: [{ file: 'events.ndjson', where: 'line 2', reason: 'not JSON' }],
        },
      });
      await open();

      await page.getByText('The replay failed: events.ndjson cannot be opened').waitFor();
      await page.getByText('One record could not be read').click();
      await page.getByText('line 2: not JSON').waitFor();
    });
  });

  describe('untrusted words', () => {
    test('stay words, wherever they are shown', async () => {
      const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
      server.become({
        ...busyState,
        events: [
          eventOf(1, { eventName: hostile, actor: hostile, source: hostile, fate: 'held-back', reason: hostile }),
        ],
        channels: [
          {
            name: '#security-page',
            messages: [
              { channel: '#security-page', ts: '1.1', text: hostile, blocks: [], updated: false },
              {
                channel: '#security-page',
                ts: '1.2',
                text: '',
                blocks: [
                  {
                    type: 'section',
                    text: { type: 'mrkdwn', text: `${hostile} <javascript:alert(1)|click>`, verbatim: true },
                  },
                  { type: 'header', text: { type: 'plain_text', text: hostile } },
                ],
                updated: false,
              },
            ],
          },
        ],
        mails: [{ ...busyState.mails[0]!, subject: hostile, text: hostile }],
      });
      await open();

      await page
        .getByRole('button', { name: /Held back/ })
        .last()
        .click();
      await page.getByRole('log').getByRole('article').nth(1).waitFor();
      await page.getByRole('tab', { name: /E-mail/ }).click();
      await page.locator('.mails pre').getByText(hostile).waitFor();

      expect(await page.title()).toBe('Trailbell sandbox');
      expect(await page.locator('img[src="x"], a[href^="javascript"]').count()).toBe(0);
    });
  });

  describe('on every screen', () => {
    test.each([
      { name: 'a phone', width: 360, height: 740 },
      { name: 'a tablet', width: 820, height: 1180 },
      { name: 'a laptop', width: 1280, height: 800 },
      { name: 'a wide screen', width: 1920, height: 1080 },
    ])('nothing is wider than $name', async ({ width, height }) => {
      await open({ viewport: { width, height } });
      await page.getByText('6 events').waitFor();

      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });

    test('on a phone the timeline is one of the tabs', async () => {
      await open({ viewport: { width: 390, height: 844 } });
      await rows().first().waitFor();

      expect(await page.getByRole('tab').allInnerTexts()).toEqual(
        ['Timeline', 'Slack', 'E-mail', 'Queues', 'Lambdas'].map((name) => expect.stringContaining(name)),
      );
    });

    test.each(['light', 'dark'] as const)(
      'every text stands out from its ground, in the %s theme',
      async (colorScheme) => {
        await open({ colorScheme });
        await page.getByRole('button', { name: /StopLogging.*svc-backup-02/ }).click();
        await page.getByRole('heading', { name: 'CloudTrail logging stopped or trail deleted' }).waitFor();

        expect(await page.evaluate(textsTooFaint)).toEqual([]);
      },
    );

    test('every control has a name, and every field a label', async () => {
      await open();
      await page.getByRole('button', { name: 'Send an event' }).click();

      const nameless = await page.locator('button, select, input, textarea, a[href]').evaluateAll((controls) =>
        controls
          .filter((control) => {
            const field = control as HTMLInputElement;
            const label = field.labels?.[0]?.textContent ?? field.ariaLabel ?? field.textContent;
            return label.trim() === '';
          })
          .map(({ outerHTML }) => outerHTML),
      );

      expect(nameless).toEqual([]);
    });
  });
});

/** Runs in the page: the texts whose contrast with their ground is below that of WCAG AA, outside of what Slack's own colours draw. */
function textsTooFaint(): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const channels = (color: string): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color: string): number => {
    const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: Element): string => {
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 255 || !element.parentElement
      ? backgroundColor
      : groundOf(element.parentElement);
  };

  return [...document.querySelectorAll('body *')]
    .filter((element) => !element.closest('.slack, svg, [disabled]') && element.checkVisibility())
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    .flatMap((element) => {
      const [light = 0, dark = 0] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].sort(
        (a, b) => b - a,
      );
      const contrast = (light + 0.05) / (dark + 0.05);
      const { fontSize, fontWeight } = getComputedStyle(element);
      const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
      return contrast < (large ? 3 : 4.5)
        ? [`${element.className} "${element.textContent}": ${contrast.toFixed(2)}`]
        : [];
    });
}
