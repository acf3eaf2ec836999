import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { CALL_NAMES, RecorderChange, actOnConfig } from '../reading/recorder-change.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    // Of a call that was denied, AWS may not say what was asked for.
    requestParameters: RecorderChange.nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * AWS Config no longer records, records less, or has nowhere to write to. Or somebody tried to stop it and was denied.
 *
 * Security Hub, Firewall Manager, Control Tower and conformance packs make and delete rules all day; they do not ring.
 */
export const configRecorderDisabled = defineDetection({
  id: 'config-recorder-disabled',
  title: 'AWS Config recorder stopped or what it needs removed',
  severity: 'high',
  why: 'Config is the record of what every resource looked like, and what compliance checks run on. Without it changes leave no trace there.',
  falsePositives: [
    'The recorder is set up anew, of Control Tower say: a stop is followed by a start within minutes.',
    'Types of resources are left out for their cost. The change request says so.',
  ],
  runbook: [
    'Start the recorder again, with every type of resource, and check that it delivers.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    'Read what the same principal changed since: Config will not tell.',
    'For the time without a recorder, look in the trail.',
  ],
  techniques: ['T1685'],
  controls: ['CIS 4.9', 'CloudWatch.9', 'Config.1'],
  pattern: apiCalls({ eventSource: 'config.amazonaws.com', eventNames: CALL_NAMES }),
  reads: Reads,
  services: 'told',
  matches: isNews,
  severityOf(call, settings) {
    if (isOrdinaryChange(call, settings)) {
      return 'low';
    }
    return call.outcome.kind === 'denied' ? 'medium' : severityIn(call);
  },
  subject: ({ account, region }) => `AWS Config of ${account} in ${region}`,
  summarize(call) {
    const act = actIn(call);
    return act ? describeAct(call, act, act.object) : `${call.who} changed AWS Config`;
  },
});

/** An attempt is news when it would have stopped the record. Services come and go with their rules. */
function isNews(call: Call<Reads>): boolean {
  switch (call.outcome.kind) {
    case 'denied':
      return severityIn(call) === 'high';
    case 'failed':
      return false;
    case 'succeeded':
    case 'unknown':
      return call.service === undefined || ['high', 'medium'].includes(severityIn(call));
  }
}

function severityIn(call: Call<Reads>): Severity {
  return actIn(call)?.severity ?? 'high';
}

function actIn({ eventName, requestParameters }: Call<Reads>) {
  return actOnConfig(eventName, requestParameters);
}
