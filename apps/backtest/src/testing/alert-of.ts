import { type Alert } from '@trailbell/detections';
import { Report } from '../history/report.ts';
import { type RoutedAlert } from '../history/ringing.ts';
import { Sightings } from '../history/seen.ts';

const ALERT: Alert = {
  eventKey: 'e-1',
  detectionId: 'cloudtrail-stopped',
  title: 'CloudTrail logging stopped',
  severity: 'critical',
  summary: 'ana (IAM user) stopped the trail main',
  subject: 'main',
  actor: { kind: 'iam-user', name: 'ana', principalArn: 'arn:aws:iam::111122223333:user/ana' },
  source: '203.0.113.9',
  eventTime: '2026-03-01T08:00:00Z',
  eventName: 'StopLogging',
  eventSource: 'cloudtrail.amazonaws.com',
  account: '111122223333',
  region: 'us-east-1',
  why: 'Without the trail nobody sees what happens next.',
  runbook: ['Start logging again.'],
  falsePositives: ['A trail is replaced by another.'],
  techniques: ['T1685.002'],
};

export function alertOf(parts: Partial<Alert>): Alert {
  return { ...ALERT, ...parts };
}

export function pagedOf(parts: Partial<Alert>): RoutedAlert {
  return { alert: alertOf(parts), route: 'page' };
}

export function digestedOf(parts: Partial<Alert>): RoutedAlert {
  return { alert: alertOf({ severity: 'low', ...parts }), route: 'digest' };
}

/** A report of a history in which these rang. */
export function reportOf(...alerts: readonly Alert[]): Report {
  const report = new Report();
  const seen = new Sightings();
  for (const { account, region, eventTime } of alerts) {
    seen.add({ account, region, category: 'Management', access: 'write' }, Date.parse(eventTime));
  }
  report.add({
    bytes: 1,
    events: alerts.length,
    alerts: alerts.map((alert) => ({ alert, route: 'page' })),
    candidates: [],
    unreadable: [],
    seen,
  });
  return report;
}
