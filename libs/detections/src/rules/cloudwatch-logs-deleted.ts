import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { CALL_NAMES, LogGroupChange, actOnLogGroup, groupOf } from '../reading/log-group-change.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';

const Reads = z.lazy(() => z.object({ requestParameters: LogGroupChange }));
type Reads = z.infer<typeof Reads>;

/**
 * Logs were deleted or forwarded no longer.
 *
 * Groups of applications come and go, and go to the digest. Those that hold evidence, of trails, networks or clusters, wake
 * somebody; they are known by their names. A stack that is deleted takes its groups with it and is not told at all.
 */
export const cloudwatchLogsDeleted = defineDetection({
  id: 'cloudwatch-logs-deleted',
  title: 'Logs in CloudWatch deleted or no longer forwarded',
  severity: 'medium',
  why: 'What is deleted there is gone at once, with whatever an intruder left in it.',
  falsePositives: [
    'Somebody tidies up after an experiment by hand. The group has the name of it.',
    'Logs are forwarded to another place from now on. The change request says so.',
  ],
  runbook: [
    'Ask whoever called what was in there. If they did not call, disable their credentials now.',
    'Look for a copy: an export, the bucket of the trail, wherever the group was forwarded to.',
    'Create the group, its retention and its filters again from their code.',
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1685.002'],
  pattern: apiCalls({
    eventSource: 'logs.amazonaws.com',
    eventNames: CALL_NAMES,
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => actIn(call) !== undefined,
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : (actIn(call)?.severity ?? 'medium')),
  subject: ({ requestParameters, account }) =>
    groupOf(requestParameters) ?? requestParameters.destinationName ?? `logs of ${account}`,
  summarize(call) {
    const act = actIn(call);
    return act ? describeAct(call, act, act.object) : `${call.who} changed a log group`;
  },
});

function actIn({ eventName, requestParameters }: Call<Reads>) {
  return actOnLogGroup(eventName, requestParameters);
}
