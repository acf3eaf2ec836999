import { type Change, EVENTS_KEPT, type SandboxState, type SlackChannel, type SlackMessage } from '../page-api.ts';

/** The state after a change. The first change of a stream is a whole state, so before it there is nothing to change. */
export function applyChange(before: SandboxState | undefined, change: Change): SandboxState | undefined {
  if (change.kind === 'state') {
    return change.state;
  }
  return before && { ...before, ...changedPart(before, change) };
}

// eslint-disable-next-line complexity -- One case for each kind of change: a table of functions would need casts.
function changedPart(before: SandboxState, change: Exclude<Change, { kind: 'state' }>): Partial<SandboxState> {
  switch (change.kind) {
    case 'event':
      return { events: put(before.events, change.event, ({ id }) => id).slice(-EVENTS_KEPT) };
    case 'slack-message':
      return { channels: putMessage(before.channels, change.message) };
    case 'mail':
      return { mails: put(before.mails, change.mail, ({ id }) => id) };
    case 'queue':
      return { queues: put(before.queues, change.queue, ({ name, region }) => `${region} ${name}`) };
    case 'lambda':
      return { lambdas: put(before.lambdas, change.lambda, ({ name }) => name) };
    case 'dead-letters':
      return { deadLetters: change.deadLetters };
    case 'held-back':
      return { heldBack: change.heldBack };
    case 'phase':
      return { phase: change.phase };
    case 'clock':
      return { clock: change.clock };
    case 'replay':
      return { replay: change.replay };
    case 'balance':
      return { balance: change.balance };
    case 'faults':
      return { faults: change.faults };
  }
}

function putMessage(channels: readonly SlackChannel[], message: SlackMessage): readonly SlackChannel[] {
  const { messages } = channels.find(({ name }) => name === message.channel) ?? { messages: [] };
  const changed = { name: message.channel, messages: put(messages, message, ({ ts }) => ts) };
  return put(channels, changed, ({ name }) => name);
}

/** The list with this item in the place of the one of the same identity, or at its end. */
function put<T>(list: readonly T[], item: T, identityOf: (item: T) => number | string): readonly T[] {
  const identity = identityOf(item);
  const at = list.findLastIndex((other) => identityOf(other) === identity);
  return at === -1 ? [...list, item] : list.with(at, item);
}
