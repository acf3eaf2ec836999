import { describe, expect, test } from '@jest/globals';
import { type Alert } from '@trailbell/detections';
import { type DigestEntry } from './digest-entry.ts';
import { alertOf } from './testing/alert-of.ts';
import { isEmptyDigest, windowDigestOf } from './window-digest.ts';

const ID = '2026-10-13T08:00:00.000Z';

const lesser = (fields: Partial<Alert> = {}): DigestEntry => ({ kind: 'lesser', alert: alertOf(fields) });
const rang = (fields: Partial<Alert> = {}): DigestEntry => ({ kind: 'rang', alert: alertOf(fields) });
const suppressed = (id: string, fields: Partial<Alert> = {}): DigestEntry => ({
  kind: 'suppressed',
  alert: alertOf(fields),
  suppression: { id, owner: 'ana@example.com', reason: `Because of ${id}.` },
});

describe('the digest of a window', () => {
  test('keeps apart what is told here, what rang and what was suppressed', () => {
    const digest = windowDigestOf(ID, [lesser({ eventKey: '1' }), rang({ eventKey: '2' }), suppressed('pentest')]);

    expect(digest).toMatchObject({
      id: ID,
      lesser: { total: 1 },
      rang: { total: 1, byDetection: [{ detectionId: 'cloudtrail-stopped', count: 1 }] },
      suppressed: [{ id: 'pentest', count: 1, titles: ['CloudTrail logging stopped or trail deleted'] }],
    });
  });

  test('counts suppressions by their id, the most first, with the words of the latest', () => {
    const entries = [
      suppressed('rare'),
      suppressed('often', { eventTime: '2026-10-13T07:00:00Z', title: 'A' }),
      suppressed('often', { eventTime: '2026-10-13T07:30:00Z', title: 'B' }),
    ];
    const [first, second] = windowDigestOf(ID, entries).suppressed;

    expect([first?.id, first?.count, first?.titles]).toEqual(['often', 2, ['A', 'B']]);
    expect([second?.id, second?.count]).toEqual(['rare', 1]);
  });

  test('shows over time what is told here and what rang, and not what was suppressed', () => {
    const digest = windowDigestOf(ID, [lesser(), rang(), suppressed('pentest')]);

    expect(digest.bars.bars.map(({ counts }) => counts.critical)).toEqual([2]);
  });

  test('says what the digest before did not have, of lesser alerts alone', () => {
    const before = [lesser({ title: 'Known' }), rang({ title: 'Rang' })];
    const now = [
      lesser({ title: 'Known', actor: { kind: 'iam-user', name: 'bo' } }),
      lesser({ title: 'Rang' }),
      rang({ title: 'Another', account: '444455556666' }),
    ];

    expect(windowDigestOf(ID, now, before).news).toEqual({ detections: ['Rang'], actors: ['bo'], accounts: [] });
    expect(windowDigestOf(ID, now)).not.toHaveProperty('news');
  });

  test('is the same whatever order its entries came in', () => {
    const entries = [
      lesser({ eventKey: '1', eventTime: '2026-10-13T07:00:00Z' }),
      lesser({ eventKey: '2', eventTime: '2026-10-13T07:00:00Z' }),
      rang({ eventKey: '3' }),
      suppressed('pentest'),
    ];

    expect(windowDigestOf(ID, entries.toReversed())).toEqual(windowDigestOf(ID, entries));
  });

  test('is empty when nothing is told by it, even though something rang', () => {
    expect(isEmptyDigest(windowDigestOf(ID, []))).toBe(true);
    expect(isEmptyDigest(windowDigestOf(ID, [rang()]))).toBe(true);
    expect(isEmptyDigest(windowDigestOf(ID, [suppressed('pentest')]))).toBe(false);
    expect(isEmptyDigest(windowDigestOf(ID, [lesser()]))).toBe(false);
  });
});
