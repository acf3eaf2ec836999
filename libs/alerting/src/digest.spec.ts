import { describe, expect, test } from '@jest/globals';
import { type Alert, severities } from '@trailbell/detections';
import fc from 'fast-check';
import { digestOf } from './digest.ts';
import { alertOf } from './testing/alert-of.ts';

const at = (time: string, fields: Partial<Alert> = {}) =>
  alertOf({ eventKey: `event at ${time}`, eventTime: `2026-10-13T${time}Z`, ...fields });
const written = { detectionId: 's3-object-written', title: 'Object written', severity: 'info' } as const;
const shared = { detectionId: 'ebs-snapshot-shared', title: 'Snapshot shared', severity: 'high' } as const;

describe('a digest', () => {
  test('counts by detection, actor and account, the gravest and then the most first', () => {
    const bo = { kind: 'iam-user', name: 'bo' };
    const digest = digestOf([
      at('07:00:00', { ...written, actor: bo, summary: 'bo wrote a' }),
      at('07:00:01', { ...written, actor: bo, summary: 'bo wrote b' }),
      at('07:00:02', { ...shared, account: '444455556666' }),
    ]);

    expect(digest).toMatchObject({
      total: 3,
      byDetection: [
        { detectionId: 'ebs-snapshot-shared', name: 'Snapshot shared', count: 1, severity: 'high' },
        { detectionId: 's3-object-written', name: 'Object written', count: 2, severity: 'info' },
      ],
      byActor: [
        { name: 'bo', count: 2 },
        { name: 'ana', count: 1 },
      ],
      byAccount: [
        { name: '111122223333', count: 2 },
        { name: '444455556666', count: 1 },
      ],
    });
  });

  test('says from when to when, whatever the order', () => {
    expect(digestOf([at('07:00:02'), at('06:59:59'), at('07:00:01')]).period).toEqual({
      first: '2026-10-13T06:59:59Z',
      last: '2026-10-13T07:00:02Z',
    });
  });

  test('of nothing is empty', () => {
    expect(digestOf([])).toEqual({ total: 0, byDetection: [], byActor: [], byAccount: [], lines: [], notShown: 0 });
  });

  test('shows alerts that say the same as one line', () => {
    expect(digestOf([at('07:00:00'), at('07:00:05')]).lines).toEqual([
      { alert: at('07:00:00'), count: 2, lastTime: '2026-10-13T07:00:05Z' },
    ]);
  });

  test('shows the grave before the light, and one of each detection before more of any', () => {
    const digest = digestOf(
      [
        at('07:00:00', { ...written, summary: 'first object' }),
        at('07:00:01', { ...written, summary: 'second object' }),
        at('07:00:02', { ...written, detectionId: 'trail-created', summary: 'a trail' }),
        at('07:00:03', { ...shared, summary: 'a snapshot' }),
      ],
      3,
    );

    expect(digest.lines.map(({ alert }) => alert.summary)).toEqual(['a snapshot', 'a trail', 'first object']);
    expect(digest.notShown).toBe(1);
  });

  test('whatever the alerts: the same in any order, and every alert counted once everywhere', () => {
    const alert = fc
      .record({
        eventKey: fc.uuid(),
        detectionId: fc.constantFrom('a-one', 'b-two', 'c-three'),
        severity: fc.constantFrom(...severities),
        summary: fc.constantFrom('this', 'that'),
        account: fc.constantFrom('111122223333', '444455556666'),
        eventTime: fc.constantFrom('2026-10-13T07:00:00Z', '2026-10-13T07:00:01Z'),
      })
      .map((fields) => alertOf(fields));
    const alertsTwice = fc
      .uniqueArray(alert, { selector: ({ eventKey }) => eventKey, maxLength: 30 })
      .chain((alerts) => fc.tuple(fc.constant(alerts), fc.shuffledSubarray(alerts, { minLength: alerts.length })));

    fc.assert(
      fc.property(alertsTwice, fc.integer({ min: 0, max: 5 }), ([alerts, shuffled], maxLines) => {
        const digest = digestOf(alerts, maxLines);
        const sum = (counts: readonly { readonly count: number }[]) =>
          counts.reduce((total, { count }) => total + count, 0);

        expect(digestOf(shuffled, maxLines)).toEqual(digest);
        expect([digest.byDetection, digest.byActor, digest.byAccount].map(sum)).toEqual(Array(3).fill(alerts.length));
        expect(sum(digest.lines) + digest.notShown).toBe(alerts.length);
        expect(digest.lines.length).toBeLessThanOrEqual(maxLines);
      }),
    );
  });
});
