import { type FakeSlack } from '../fake-slack/fake-slack.ts';
import { type FaultKind } from '../fake-slack/faults.ts';
import { type Faults, type SlackFault } from '../page-api.ts';

/** The page's names of Slack's failures, and the fake Slack's own. */
const KINDS = {
  down: 'down',
  'rate-limited': 'rate-limited',
  cut: 'cut',
  slow: 'hang',
  'invalid-auth': 'invalid-auth',
  'channel-not-found': 'channel-not-found',
} as const satisfies Record<Exclude<SlackFault, 'up'>, FaultKind>;

export function faultsOf({ faults }: FakeSlack): Faults {
  const current = faults.current();
  const names: readonly Exclude<SlackFault, 'up'>[] = [
    'down',
    'rate-limited',
    'cut',
    'slow',
    'invalid-auth',
    'channel-not-found',
  ];
  return { slack: names.find((name) => current[KINDS[name]] !== undefined) ?? 'up' };
}

/** Switches one failure on and all others off; `up` mends all. */
export function setSlackFault({ faults }: FakeSlack, fault: SlackFault): void {
  faults.clear();
  if (fault !== 'up') {
    faults.set(KINDS[fault]);
  }
}
