import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type Joined,
  NotToldError,
  type NotToldKind,
  type Notifier,
  type Route,
  type StormTelling,
} from '@trailbell/alerting';
import { alertExample } from './alert-example.ts';
import { HOSTILE } from './hostile-text.ts';
import { STORM } from './storm-example.ts';

/** What goes wrong in a service, in the words of no service. */
export type Trouble = 'rate-limited' | 'down' | 'breaks' | 'hangs' | 'server-error' | 'denied' | 'gone' | 'refuses';

/** A notifier with the service it speaks to. */
export interface NotifierUnderTest {
  readonly notifier: Notifier;
  /** What the service took, as text, in order. */
  told(): readonly string[];
  meet(trouble: Trouble): Promise<void>;
  /** What nobody may read in an error. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

const KINDS: Readonly<Record<Trouble, NotToldKind>> = {
  'rate-limited': 'rate-limited',
  down: 'unavailable',
  breaks: 'unavailable',
  hangs: 'unavailable',
  'server-error': 'unavailable',
  denied: 'misconfigured',
  gone: 'misconfigured',
  refuses: 'refused',
};
const TROUBLES = Object.entries(KINDS) as [Trouble, NotToldKind][];
const BOUND_MS = 3_000;

/** What every notifier keeps: it tells once, within limits, without credentials; or fails in bounded time, typed, with a sentence. */
export function describeNotifier(name: string, start: () => Promise<NotifierUnderTest>): void {
  describe(`${name} as a notifier`, () => {
    let it: NotifierUnderTest;

    beforeEach(async () => {
      it = await start();
    });
    afterEach(() => it.close());

    /** Everything it can do, each by its name. What it cannot is left out. */
    function deeds(root: string): readonly (readonly [name: string, act: () => Promise<unknown>])[] {
      const { notifier } = it;
      const { thread, storm } = notifier;
      const all: readonly (readonly [string, (() => Promise<unknown>) | undefined])[] = [
        ['tells', () => notifier.tell(alertExample(), 'page')],
        ['replies', thread && (() => thread.reply(root, alertExample(), JOINED))],
        ['redraws', thread && (() => thread.redraw(root, alertExample(), { state: JOINED.state }))],
        ['tells of a storm', storm && (() => storm.begin(STORM))],
        ['redraws a storm', canRedraw(storm) ? () => storm.redraw(root, STORM, 'over') : undefined],
        ['tells of calm', storm && (() => storm.end(root, STORM))],
      ];
      return all.flatMap(([name, act]) => (act ? [[name, act] as const] : []));
    }

    async function failure(): Promise<NotToldError> {
      return failureOf(() => it.notifier.tell(alertExample(), 'page'));
    }

    test.each(['page', 'alert', 'digest'] satisfies Route[])(
      'tells once on route %s, and says where',
      async (route) => {
        const receipt = await it.notifier.tell(alertExample(), route);

        expect(receipt).toMatch(/\S/);
        expect(it.told()).toHaveLength(1);
      },
    );

    test('tells who did what to what, where, why it matters and what to do', async () => {
      const alert = alertExample();
      await it.notifier.tell(alert, 'page');

      const [told = ''] = it.told();
      for (const words of [alert.summary, alert.account, alert.region, alert.source, alert.why, ...alert.runbook]) {
        expect(told).toContain(words);
      }
    });

    test('a root is replied to and redrawn, each in one call, and a reply has a receipt of its own', async () => {
      const { notifier } = it;
      const root = await notifier.tell(alertExample(), 'page');
      const reply = await notifier.thread?.reply(root, alertExample({ source: '198.51.100.9' }), JOINED);
      await notifier.thread?.redraw(root, alertExample(), { state: JOINED.state });

      expect(it.told()).toHaveLength(notifier.thread ? 3 : 1);
      expect(reply).not.toBe(root);
      expect(notifier.thread ? it.told()[1] : '198.51.100.9').toContain('198.51.100.9');
      expect(notifier.thread ? it.told()[2] : '7 times').toContain('7 times');
    });

    test('a storm is told when it begins and when it is over, with how many there are', async () => {
      const { storm } = it.notifier;
      const root = await storm?.begin(STORM);
      await storm?.redraw?.(root ?? '', STORM, 'lasting');
      await storm?.end(root ?? '', STORM);

      expect(it.told()).toHaveLength(deeds('').filter(([name]) => /storm|calm/.test(name)).length);
      for (const told of it.told()) {
        expect(told).toContain('37 more incidents in 5 minutes');
      }
    });

    test('two alerts have two receipts', async () => {
      const receipts = [await it.notifier.tell(alertExample(), 'page'), await it.notifier.tell(alertExample(), 'page')];

      expect(new Set(receipts).size).toBe(2);
    });

    test('what an attacker writes is taken by the service, without credentials', async () => {
      const text = HOSTILE.join(' ');
      await it.notifier.tell(
        alertExample({ summary: text, subject: text, source: text, why: text, unreadable: text }),
        'page',
      );
      await it.notifier.tell(alertExample({ summary: text.repeat(200), source: text.repeat(200) }), 'page');

      expect(it.told()).toHaveLength(2);
      expect(it.told().join()).not.toMatch(/A[KS]IA[A-Z0-9]{12}|SESSION-TOKEN/);
    });

    test.each(TROUBLES)('a service that is %s is %s, in bounded time and a sentence', async (trouble, kind) => {
      await it.meet(trouble);

      const start = performance.now();
      const error = await failure();

      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(/^\S.{20,300}$/);
      expect(performance.now() - start).toBeLessThan(BOUND_MS);
      expect(error.retryAfterMs === undefined || error.retryAfterMs > 0).toBe(true);
    });

    test.each(TROUBLES)('whatever it does fails so when the service is %s', async (trouble, kind) => {
      const root = await it.notifier.tell(alertExample(), 'page');
      await it.meet(trouble);

      for (const [name, act] of deeds(root)) {
        expect([name, (await failureOf(act)).kind]).toEqual([name, kind]);
      }
    });

    test.each(TROUBLES)('no secret is in the error of a service that is %s', async (trouble) => {
      await it.meet(trouble);

      const shown = inspect(await failure(), { depth: 20, showHidden: true });

      for (const secret of it.secrets) {
        expect(shown).not.toContain(secret);
      }
    });
  });
}

const JOINED: Joined = {
  state: { ...{ count: 7, more: false, severity: 'critical', revision: 6 }, lastSeen: Date.UTC(2026, 10, 23, 13) },
  news: { aspects: ['source'], rise: false },
};

function canRedraw(storm: StormTelling | undefined): storm is Required<StormTelling> {
  return storm !== undefined && 'redraw' in storm;
}

async function failureOf(act: () => Promise<unknown>): Promise<NotToldError> {
  const outcome: unknown = await act().catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(NotToldError);
  return outcome as NotToldError;
}
