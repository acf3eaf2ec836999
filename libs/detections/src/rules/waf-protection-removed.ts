import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { describeAct } from '../reading/act.ts';
import { isOrdinaryChange } from '../reading/ordinary-change.ts';
import { CALL_NAMES, WebAclChange, actOnWebAcl, firewallOf } from '../reading/web-acl-change.ts';

const Reads = z.lazy(() => z.object({ requestParameters: WebAclChange }));
type Reads = z.infer<typeof Reads>;

/**
 * A web firewall no longer stands before something, or no longer keeps anybody out.
 *
 * AWS deletes no firewall and no rule group that is in use, so what tells is the taking away. Lists of addresses change all day
 * and are left alone.
 */
export const wafProtectionRemoved = defineDetection({
  id: 'waf-protection-removed',
  title: 'Web firewall taken away or emptied',
  severity: 'high',
  why: 'What stood behind the firewall is open to whatever it kept out: injections, stolen passwords, floods.',
  falsePositives: ['A load balancer or API gets another firewall. The association with the new one follows at once.'],
  runbook: [
    'Associate the firewall again, or put back its rules.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials now.',
    "Look in the application's own logs for what came in since.",
    'Read what the same principal did in the hour before.',
  ],
  techniques: ['T1686.001'],
  pattern: apiCalls({
    eventSource: ['wafv2.amazonaws.com', 'waf-regional.amazonaws.com', 'waf.amazonaws.com'],
    eventNames: CALL_NAMES,
    detail: SUCCEEDED,
  }),
  reads: Reads,
  services: 'told',
  matches: (call) => actIn(call) !== undefined,
  severityOf: (call, settings) => (isOrdinaryChange(call, settings) ? 'low' : (actIn(call)?.severity ?? 'high')),
  subject: ({ requestParameters, account }) => firewallOf(requestParameters) ?? `web firewalls of ${account}`,
  summarize(call) {
    const act = actIn(call);
    return act ? describeAct(call, act, act.object) : `${call.who} changed a web firewall`;
  },
});

function actIn({ eventName, requestParameters }: Call<Reads>) {
  return actOnWebAcl(eventName, requestParameters);
}
