import { expect, test } from '@jest/globals';
import { checkSuppressions } from './check-suppressions.ts';

const PENTEST = {
  id: 'pentest-of-spring',
  alerts: { detectionId: ['cloudtrail-stopped'], account: ['111122223333'] },
  owner: 'ana@example.com',
  reason: 'Penetration test by Example Ltd.',
  until: '2026-03-31',
};
const REPAIR = { ...PENTEST, id: 'repair', until: '2026-03-05' };

test('each suppression is listed with the days it has left, the first to end first', () => {
  expect(checkSuppressions([PENTEST, REPAIR], '2026-03-01T12:00:00Z')).toEqual({
    lines: [
      'repair: cloudtrail-stopped, until 2026-03-05 (4 days left), ana@example.com',
      'pentest-of-spring: cloudtrail-stopped, until 2026-03-31 (30 days left), ana@example.com',
    ],
    mistakes: [],
  });
});

test('on its last day it has not ended; on the next it has', () => {
  expect(checkSuppressions([REPAIR], '2026-03-05T23:59:59Z').mistakes).toEqual([]);
  expect(checkSuppressions([REPAIR], '2026-03-06T00:00:00Z').mistakes).toEqual([
    'suppression repair ended on 2026-03-05: its alerts ring again. Remove it, or ask ana@example.com for a later day',
  ]);
});

test('an id that two share and a suppression that is none are mistakes', () => {
  expect(checkSuppressions([PENTEST, { ...PENTEST }, { id: 'x' }], '2026-03-01T12:00:00Z').mistakes).toEqual([
    expect.stringMatching(/^suppression 3: alerts: /),
    'suppression pentest-of-spring: its id is used twice. Valid: an id of its own',
  ]);
});
