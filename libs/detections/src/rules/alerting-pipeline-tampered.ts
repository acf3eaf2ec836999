import { defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { ABOUT_ALERTING, AlertingCall, CALL_NAMES, SOURCES, actOnAlerting } from '../reading/alerting-part.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';

/**
 * Somebody changed what rings: a rule, a lambda, a queue, a topic, a role of Trailbell's own. Or tried to, and was denied.
 *
 * Whoever knows of the alarm turns it off first. Parts are known by their names, which are fixed. What this rings by may be what
 * was just cut, so the same events go to a second region and by e-mail. A deployment is told in the digest, but a stack that the
 * deploy role itself deletes is not: pipelines are taken over too.
 */
export const alertingPipelineTampered = defineDetection({
  id: 'alerting-pipeline-tampered',
  title: 'The alerting itself was changed',
  severity: 'critical',
  why: 'These alerts come by what was changed here. Whoever turns it off does not want the next ones to come.',
  falsePositives: [
    'Trailbell is deployed or repaired by hand. Deploy it with a role named in `deployRoles` instead.',
    'The Slack token is set or renewed, which is done by hand.',
  ],
  runbook: [
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Deploy all stacks of Trailbell again: that puts back what was changed.',
    'Send a test event through, and see that it arrives.',
    'Run the backtest over the log files since the change: it says what should have rung.',
  ],
  techniques: ['T1685'],
  pattern: apiCalls({ eventSource: SOURCES, eventNames: CALL_NAMES, detail: ABOUT_ALERTING }),
  reads: AlertingCall,
  services: 'told',
  matches: (call) => call.outcome.kind !== 'failed' && actOnAlerting(call) !== undefined,
  severityOf(call, settings) {
    if (isOrdinaryChange(call, settings)) {
      return call.service === undefined && call.eventName === 'DeleteStack' ? 'high' : 'low';
    }
    return call.outcome.kind === 'denied' ? 'high' : (actOnAlerting(call)?.severity ?? 'critical');
  },
  subject: (call) => actOnAlerting(call)?.name ?? 'the alerting',
  summarize(call) {
    const act = actOnAlerting(call);
    return act ? describeAct(call, act, `${act.part} ${act.name}`) : `${call.who} changed the alerting`;
  },
});
