import { describe, expect, test } from '@jest/globals';
import { type Alert } from '@trailbell/detections';
import fc from 'fast-check';
import { alertOf } from '../testing/alert-of.ts';
import { Incidents } from './incidents.ts';

function incidentsOf(...alerts: readonly Alert[]) {
  const incidents = new Incidents();
  for (const alert of alerts) {
    incidents.add({ alert, route: 'page' });
  }
  return incidents.all;
}

function at(time: string, parts: Partial<Alert> = {}): Alert {
  return alertOf({ eventKey: `e-${time}`, eventTime: `2026-03-01T${time}:00Z`, ...parts });
}

test('alerts of one detection about one subject within the hour of the first are one incident, which rings once', () => {
  expect(incidentsOf(at('08:00'), at('08:50'), at('08:59'))).toEqual([
    expect.objectContaining({ count: 3, interruptions: 1, alert: at('08:00') }),
  ]);
});

test('an alert an hour after the one that opened it is a new incident', () => {
  expect(incidentsOf(at('08:00'), at('08:50'), at('09:00')).map(({ count }) => count)).toEqual([2, 1]);
});

describe('never joined are alerts', () => {
  test.each([
    ['of another detection', { detectionId: 'cloudtrail-modified' }],
    ['about another subject', { subject: 'other' }],
    ['of another account', { account: '444455556666' }],
  ])('%s', (_, parts) => {
    expect(incidentsOf(at('08:00'), at('08:01', parts))).toHaveLength(2);
  });
});

describe('an incident', () => {
  test('that grows graver rings again', () => {
    const incidents = incidentsOf(at('08:00', { severity: 'medium' }), at('08:10', { severity: 'critical' }));

    expect(incidents).toEqual([expect.objectContaining({ severity: 'critical', interruptions: 2 })]);
  });

  test('in which what is graver came first does not', () => {
    const incidents = incidentsOf(at('08:00', { severity: 'critical' }), at('08:10', { severity: 'medium' }));

    expect(incidents).toEqual([expect.objectContaining({ severity: 'critical', interruptions: 1 })]);
  });
});

test('the order in which alerts come changes nothing', () => {
  const minute = fc.integer({ min: 0, max: 400 });
  const alert = fc.tuple(minute, fc.constantFrom('medium', 'high', 'critical'), fc.constantFrom('a', 'b'), fc.uuid());
  const alerts = fc.uniqueArray(alert, { maxLength: 12, selector: ([, , , id]) => id });
  const shuffled = alerts.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );

  const made = (all: readonly (readonly [number, string, string, string])[]) =>
    incidentsOf(
      ...all.map(([minutes, severity, subject, eventKey]) =>
        alertOf({
          eventKey,
          subject,
          severity: severity as Alert['severity'],
          eventTime: new Date(Date.UTC(2026, 2, 1, 0, minutes)).toISOString(),
        }),
      ),
    );
  fc.assert(
    fc.property(shuffled, ([inOrder, inAnother]) => {
      expect(made(inAnother)).toEqual(made(inOrder));
    }),
  );
});

describe('more incidents in a minute than are told one by one', () => {
  function stormOf(...alerts: readonly Alert[]) {
    const incidents = new Incidents(2);
    for (const alert of alerts) {
      incidents.add({ alert, route: 'page' });
    }
    return incidents;
  }
  const about = (subject: string, parts: Partial<Alert> = {}) =>
    at('08:00', { eventKey: `e-${subject}`, subject, severity: 'high', ...parts });

  test('are folded, with all that join them, and told in the digest', () => {
    const joins = at('08:01', { subject: 'd', severity: 'high' });
    const incidents = stormOf(...['a', 'b', 'c', 'd'].map((subject) => about(subject)), joins);

    expect(incidents.all.map(({ alert }) => alert.subject)).toEqual(['a', 'b']);
    expect(incidents.folded.map(({ alert, count }) => [alert.subject, count])).toEqual([
      ['c', 1],
      ['d', 2],
    ]);
    expect(incidents.storms).toBe(1);
    expect([...incidents.outcomes.values()].sort()).toEqual(['alerted', 'alerted', 'digested', 'digested', 'digested']);
  });

  test('leave what is critical to ring, also beside an incident that was folded', () => {
    const critical = at('08:01', { eventKey: 'grave', subject: 'c', severity: 'critical' });
    const after = at('08:02', { eventKey: 'after', subject: 'c', severity: 'critical' });
    const incidents = stormOf(...['a', 'b', 'c'].map((subject) => about(subject)), critical, after);

    expect(incidents.all.map(({ alert, count }) => [alert.eventKey, count])).toEqual([
      ['e-a', 1],
      ['e-b', 1],
      ['grave', 2],
    ]);
  });
});
