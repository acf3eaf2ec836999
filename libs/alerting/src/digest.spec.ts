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

  describe('of a deployment', () => {
    const deploy = {
      actor: { kind: 'assumed-role', name: 'build-77', principalArn: 'arn:aws:iam::111122223333:role/deploy' },
      deployment: 'arn:aws:iam::111122223333:role/deploy build-77',
      severity: 'low',
    } as const;
    const opened = { ...deploy, detectionId: 'security-group-changes', title: 'Security group changed' };
    const suspended = { ...deploy, detectionId: 's3-protection-disabled', title: 'Protection taken away' };
    const changes = [
      at('07:00:00', { ...opened, summary: 'build-77 changed sg-1' }),
      at('07:00:05', { ...opened, summary: 'build-77 changed sg-2' }),
      at('07:00:09', { ...suspended, summary: 'build-77 suspended the versioning of cache' }),
    ];

    test('shows all it did as one line', () => {
      const { lines, byDetection } = digestOf(changes);

      expect(lines).toMatchObject([
        {
          alert: {
            summary:
              'build-77 (role deploy) deployed, with 3 changes that are watched: Security group changed; Protection taken away',
            severity: 'low',
          },
          count: 3,
          lastTime: '2026-10-13T07:00:09Z',
        },
      ]);
      expect(byDetection).toHaveLength(2);
    });

    test('that did one thing says what', () => {
      expect(digestOf(changes.slice(0, 1)).lines[0]?.alert.summary).toBe('build-77 changed sg-1');
    });

    test('shows the next one, and that into another account, as lines of their own', () => {
      const next = { ...opened, deployment: 'arn:aws:iam::111122223333:role/deploy build-78' };
      const elsewhere = { ...opened, account: '444455556666' };

      expect(digestOf([...changes, at('08:00:00', next), at('08:00:01', elsewhere)]).lines).toHaveLength(3);
    });

    test('shows the same change by a person as a line of its own', () => {
      expect(
        digestOf([...changes, at('07:00:06', { severity: 'low', summary: 'ana changed sg-2' })]).lines,
      ).toHaveLength(2);
    });
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
