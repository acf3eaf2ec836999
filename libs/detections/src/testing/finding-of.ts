import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { ACCOUNT } from './record-of.ts';

/** What a service tells by itself, as EventBridge delivers it: `findingOf('guardduty', 'GuardDuty Finding', { … })`. */
export function findingOf(
  service: string,
  detailType: string,
  detail: Readonly<Record<string, unknown>>,
): EventEnvelope {
  return {
    version: '0',
    id: '8f5fa7d9-5558-43dc-849c-c890a0c38127',
    'detail-type': detailType,
    source: `aws.${service}`,
    account: ACCOUNT,
    time: '2026-10-13T07:02:12Z',
    region: 'eu-central-1',
    resources: [],
    detail,
  };
}
