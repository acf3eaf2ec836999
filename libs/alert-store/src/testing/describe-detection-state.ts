import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type DetectionState, decideCandidate, decideCandidates } from '@trailbell/alerting';
import { type Candidate, type Demand } from '@trailbell/detections';
import fc from 'fast-check';
import { alertOf } from './alert-of.ts';

const MINUTE = 60_000;
/** Of laws, and of many who come at once. */
const TIMEOUT_MS = 60_000;
const BEGIN = Date.parse('2026-10-13T07:00:00Z');

export interface StateUnderTest {
  open(): DetectionState | Promise<DetectionState>;
  close?(): Promise<void>;
  /** How often laws are tried. */
  readonly numRuns: number;
}

/** What every store of what detections remember promises, and that decisions made with it hold. */
export function describeDetectionState(name: string, underTest: StateUnderTest): void {
  describe(name, () => {
    let state: DetectionState;
    let tests = 0;
    beforeAll(async () => {
      state = await underTest.open();
    });
    afterAll(() => underTest.close?.());
    beforeEach(() => {
      tests += 1;
    });

    /** A principal no other test knows. */
    const somebody = () => ({ detectionId: 'secrets-bulk-read', key: [`principal ${tests}`] });

    describe('a document', () => {
      test('is not there before it is written, and then as it was written', async () => {
        const document = { text: 'quotes " and \\ and \u2028', numbers: [0.5, -1], nothing: null };

        expect(await state.read(somebody())).toBeUndefined();
        expect(await state.write(somebody(), { document, version: undefined, keepForMs: MINUTE })).toBe(true);
        expect((await state.read(somebody()))?.document).toEqual(document);
      });

      test('is replaced by who read it last, and by nobody else', async () => {
        const write = (text: string, version: number | undefined) =>
          state.write(somebody(), { document: { text }, version, keepForMs: undefined });
        await write('first', undefined);
        const version = (await state.read(somebody()))?.version;

        expect([await write('again', undefined), await write('second', version), await write('late', version)]).toEqual(
          [false, true, false],
        );
        expect((await state.read(somebody()))?.document).toEqual({ text: 'second' });
      });

      test('of fifty who write at once, one does', async () => {
        const writings = await Promise.all(
          Array.from({ length: 50 }, (_, by) =>
            state.write(somebody(), { document: { by }, version: undefined, keepForMs: MINUTE }),
          ),
        );

        expect(writings.filter((written) => written)).toHaveLength(1);
      });

      test('is found under all of its key, however long, and under no other', async () => {
        const long = 'x'.repeat(5_000);
        const keys = [
          [`${tests}`, 'ab', 'c'],
          [`${tests}`, 'a', 'bc'],
          [`${tests}`, long],
          [`${tests}`, `${long}!`],
        ];
        for (const key of keys) {
          await state.write(
            { detectionId: 'one', key },
            { document: { key }, version: undefined, keepForMs: undefined },
          );
        }

        for (const key of keys) {
          expect((await state.read({ detectionId: 'one', key }))?.document).toEqual({ key });
          expect(await state.read({ detectionId: 'other', key })).toBeUndefined();
        }
      });
    });

    describe('decisions', () => {
      const candidate = (demand: Partial<Demand>, minutes: number, event = `event ${tests} ${minutes}`): Candidate => ({
        alert: alertOf({
          eventKey: event,
          detectionId: 'secrets-bulk-read',
          eventTime: new Date(BEGIN + minutes * MINUTE).toISOString(),
        }),
        demand: { ...somebody(), values: [], windowMs: 60 * MINUTE, begins: 'ana read', ...demand } as Demand,
      });
      const calls = (atLeast: number, minutes: number, event?: string) =>
        candidate({ kind: 'threshold', atLeast, counted: 'secrets', listing: ':' }, minutes, event);
      const secret = (value: string, minutes: number, event?: string) =>
        candidate({ kind: 'distinct', atLeast: 3, values: [value], counted: 'secrets', listing: ':' }, minutes, event);

      test(
        'of thirty calls at once, of which five are enough, one fires',
        async () => {
          const alerts = await Promise.all(
            Array.from({ length: 30 }, (_, index) => decideCandidate(calls(5, 0, `${tests} ${index}`), state)),
          );

          expect(alerts.filter((alert) => alert !== undefined)).toHaveLength(1);
        },
        TIMEOUT_MS,
      );

      test(
        'of thirty who see a value for the first time at once, one fires',
        async () => {
          const demand = { kind: 'first-seen', value: '203.0.113.9', forgetAfterMs: MINUTE, learningMs: 0 } as const;
          const alerts = await Promise.all(
            Array.from({ length: 30 }, (_, index) => decideCandidate(candidate(demand, 0, `${tests} ${index}`), state)),
          );

          expect(alerts.filter((alert) => alert !== undefined)).toHaveLength(1);
        },
        TIMEOUT_MS,
      );

      test(
        'an event that fired fires again, with the same alert, and so does one decided twice at once',
        async () => {
          const events = [secret('a', 0), secret('b', 1), secret('c', 2)];
          const [alert] = await decideCandidates(events, state);
          const again = await Promise.all([events[2]!, events[2]!].map((event) => decideCandidate(event, state)));

          expect(alert?.summary).toBe('ana read 3 different secrets in 2 minutes: a, b, c');
          expect(again).toEqual([alert, alert]);
        },
        TIMEOUT_MS,
      );

      test(
        'whoever dies after writing and before telling loses nothing',
        async () => {
          const events = [calls(2, 0), calls(2, 1)] as const;
          await decideCandidate(events[0], state);
          const dying: DetectionState = {
            ...state,
            write: async (key, writing) => {
              await state.write(key, writing);
              throw new Error('died');
            },
          };

          await expect(decideCandidate(events[1], dying)).rejects.toThrow('died');
          expect((await decideCandidate(events[1], state))?.eventKey).toBe(events[1].alert.eventKey);
        },
        TIMEOUT_MS,
      );

      test(
        'a storm writes no more than it takes to fire',
        async () => {
          let writings = 0;
          const counting: DetectionState = {
            read: (key) => state.read(key),
            write: (key, writing) => {
              writings += 1;
              return state.write(key, writing);
            },
          };
          for (let call = 0; call < 200; call += 1) {
            await decideCandidate(calls(20, call / 100, `${tests} ${call}`), counting);
          }

          expect(writings).toBe(20);
        },
        TIMEOUT_MS,
      );

      test(
        'whatever the calls, in any order and however often each comes',
        async () => {
          const minutes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 14 });
          const kind = fc.constantFrom<'threshold' | 'distinct'>('threshold', 'distinct');
          let runs = 0;

          await fc.assert(
            fc.asyncProperty(
              minutes.chain((times) => {
                const events = times.map((time, index) => ({
                  time: time * 10,
                  event: `${index}`,
                  value: `v${index % 5}`,
                }));
                const twice = [...events, ...events];
                return fc.tuple(fc.constant(events), fc.shuffledSubarray(twice, { minLength: twice.length }));
              }),
              kind,
              fc.integer({ min: 1, max: 4 }),
              async ([events, arrivals], counted, atLeast) => {
                runs += 1;
                const run = `${tests} ${runs}`;
                const fired = new Set<(typeof events)[number]>();
                for (const arrival of arrivals) {
                  const { time, event, value } = arrival;
                  const demand = {
                    kind: counted,
                    key: [run],
                    atLeast,
                    values: [value],
                    counted: 'secrets',
                    listing: ':',
                  } as const;
                  if (await decideCandidate(candidate(demand, time, `${run} ${event}`), state)) {
                    fired.add(arrival);
                  } else {
                    expect(fired).not.toContain(arrival);
                  }
                }

                const window = (begin: number) => events.filter(({ time }) => time >= begin && time < begin + 60);
                const counts = events.map(
                  ({ time }) =>
                    new Set(window(time).map((one) => (counted === 'distinct' ? one.value : one.event))).size,
                );
                const isEnough = counts.some((count) => count >= atLeast);
                const times = [...fired].map(({ time }) => time).sort((a, b) => a - b);

                expect(fired.size > 0).toBe(isEnough);
                expect(times.every((time, index) => index === 0 || time - times[index - 1]! >= 60)).toBe(true);
                events.forEach(({ time: begin }, index) => {
                  const covered = times.some((time) => window(begin).some((one) => Math.abs(one.time - time) < 60));
                  expect(covered || counts[index]! < atLeast).toBe(true);
                });
              },
            ),
            { numRuns: underTest.numRuns },
          );
        },
        TIMEOUT_MS,
      );

      test(
        'of a burst that lies in one window exactly one event fires, in any order',
        async () => {
          let runs = 0;
          await fc.assert(
            fc.asyncProperty(
              fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 3, maxLength: 12 }).chain((times) => {
                const events = times.map((time, index) => ({ time, index }));
                return fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length });
              }),
              async (arrivals) => {
                runs += 1;
                const fired: string[] = [];
                for (const { time, index } of arrivals) {
                  const one = calls(3, time, `${tests} ${runs} ${index}`);
                  const alert = await decideCandidate(
                    { ...one, demand: { ...one.demand, key: [`${tests} ${runs}`] } },
                    state,
                  );
                  fired.push(...(alert ? [alert.eventKey] : []));
                }

                expect(new Set(fired).size).toBe(1);
              },
            ),
            { numRuns: underTest.numRuns },
          );
        },
        TIMEOUT_MS,
      );
    });
  });
}
