import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NotToldError, type NotToldKind, type Notifier, type Route } from '@trailbell/alerting';
import { alertExample } from './alert-example.ts';
import { HOSTILE } from './hostile-text.ts';

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

    async function failure(): Promise<NotToldError> {
      const outcome: unknown = await it.notifier.tell(alertExample(), 'page').catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(NotToldError);
      return outcome as NotToldError;
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

    test.each(TROUBLES)('no secret is in the error of a service that is %s', async (trouble) => {
      await it.meet(trouble);

      const shown = inspect(await failure(), { depth: 20, showHidden: true });

      for (const secret of it.secrets) {
        expect(shown).not.toContain(secret);
      }
    });
  });
}
