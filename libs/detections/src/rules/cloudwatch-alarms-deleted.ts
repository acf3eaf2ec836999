import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { listed } from '../reading/lists.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() => z.object({ requestParameters: z.object({ alarmNames: z.array(Name) }) }));
type Reads = z.infer<typeof Reads>;

const OURS = 'trailbell-';
/** Alarms that by their names are about what these detections are about. */
const ABOUT_SECURITY = /\bcis\b|security|unauthori[sz]ed|\broot|cloud-?trail|guard-?duty|\bmfa\b|\biam\b/i;
/** What auto scaling makes for itself, and people clear away when it leaves some behind. */
const OF_SCALING = 'TargetTracking-';

const LONGEST_LIST = 3;

/**
 * Alarms were deleted or told to do nothing.
 *
 * Most alarms are about load and errors, and come and go with what they watch: those are told in the digest.
 */
export const cloudwatchAlarmsDeleted = defineDetection({
  id: 'cloudwatch-alarms-deleted',
  title: 'CloudWatch alarms deleted or silenced',
  severity: 'medium',
  why: 'What the alarm watches can now happen without anybody being told.',
  falsePositives: ['Alarms are tidied up with what they watched, or silenced during maintenance.'],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Create the alarm again from its code, or enable its actions.',
    'Look at the metric since the call: would the alarm have rung?',
  ],
  techniques: ['T1685'],
  pattern: apiCalls({
    eventSource: 'monitoring.amazonaws.com',
    eventNames: ['DeleteAlarms', 'DisableAlarmActions'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => alarmsIn(call).length > 0,
  severityOf(call, settings) {
    const names = alarmsIn(call);
    if (isOrdinaryChange(call, settings)) {
      return 'low';
    }
    if (names.some((name) => name.startsWith(OURS))) {
      return 'high';
    }
    return names.some((name) => ABOUT_SECURITY.test(name)) ? 'medium' : 'low';
  },
  subject: (call) => alarmsIn(call)[0] ?? 'alarms',
  summarize: (call) =>
    `${call.who} ${call.eventName === 'DeleteAlarms' ? 'deleted' : 'silenced'} ${describeAlarms(alarmsIn(call))}`,
});

function alarmsIn({ requestParameters: { alarmNames } }: Call<Reads>): readonly string[] {
  return alarmNames.filter((name) => !name.startsWith(OF_SCALING));
}

function describeAlarms(names: readonly string[]): string {
  const more = names.length - LONGEST_LIST;
  const shown = [...names.slice(0, LONGEST_LIST), ...(more > 0 ? [`${more} more`] : [])];
  return `${names.length === 1 ? 'the alarm' : 'the alarms'} ${listed(shown)}`;
}
