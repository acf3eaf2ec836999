import { type Phase, type ReplayState, type SandboxState, type SlackChannel } from '../page-api.ts';
import { type Sandbox } from '../sandbox.ts';
import { faultsOf } from '../server/faults.ts';
import { clockState } from './clock-state.ts';
import { lambdaState, queueState, slackMessageOf } from './states.ts';

/** Everything the page draws, as it is now. */
export function sandboxState(sandbox: Sandbox, replay: ReplayState): SandboxState {
  const { journal, cloud, activity } = sandbox;
  const phase: Phase = activity.phase;
  return {
    phase,
    clock: clockState(sandbox),
    replay,
    balance: journal.balance,
    events: journal.timeline.events,
    channels: channelsOf(sandbox),
    mails: journal.mails,
    queues: cloud.queues.all.map((queue) => queueState(queue, journal.roleOf(queue))),
    deadLetters: journal.deadLetters,
    lambdas: [...cloud.functions.values()].map(lambdaState),
    heldBack: journal.heldBack,
    faults: faultsOf(sandbox.slack),
  };
}

function channelsOf({ slack }: Sandbox): readonly SlackChannel[] {
  const byChannel = Map.groupBy(slack.messages(), ({ channel }) => channel);
  return slack.channels.map(({ name }) => ({
    name,
    messages: (byChannel.get(name) ?? []).map(slackMessageOf),
  }));
}
