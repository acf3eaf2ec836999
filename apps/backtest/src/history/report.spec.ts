import { expect, test } from '@jest/globals';
import { digestedOf, pagedOf } from '../testing/alert-of.ts';
import { Report } from './report.ts';

test('an event that was delivered twice counts once', () => {
  const report = new Report();

  const fresh = report.addAlerts([pagedOf({}), pagedOf({}), pagedOf({ eventKey: 'e-2' })]);

  expect(fresh).toHaveLength(2);
  expect(report).toMatchObject({ alerts: 2, duplicates: 1 });
});

test('digest lines that say the same on one day are one; on another day there is another digest', () => {
  const report = new Report();
  report.addAlerts([
    digestedOf({ eventKey: 'e-1' }),
    digestedOf({ eventKey: 'e-2' }),
    digestedOf({ eventKey: 'e-3', eventTime: '2026-03-02T08:00:00Z' }),
  ]);

  expect(report.digestLines.map(({ count }) => count)).toEqual([2, 1]);
  expect(report.incidents.all).toEqual([]);
});

test('principals of the same name in two accounts are two', () => {
  const report = new Report();
  report.addAlerts([pagedOf({}), pagedOf({ eventKey: 'e-2', account: '444455556666' })]);

  expect(report.byPrincipal.map(({ name }) => name)).toEqual(['ana (111122223333)', 'ana (444455556666)']);
});
