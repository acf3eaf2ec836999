import { ApiError } from '../api-error.ts';
import { type CallArguments } from '../call-arguments.ts';
import { type Message } from '../workspace.ts';
import { drawn } from './chat.ts';
import { type Method } from './method.ts';

const PAGE = 100;

export const list: Method = (call, { workspace }) => {
  const { page, nextCursor } = pageOf(workspace.channels, call);
  return {
    channels: page.map(({ id, name, joined, archived }) => ({
      id,
      name,
      is_channel: true,
      is_member: joined,
      is_archived: archived,
    })),
    response_metadata: { next_cursor: nextCursor },
  };
};

/** The channel's messages, newest first; replies are in their threads. */
export const history: Method = (call, { workspace }) => {
  const channel = workspace.channelById(call.text('channel'));
  const roots = workspace
    .messages()
    .filter(({ channelId, threadTs }) => channelId === channel.id && threadTs === undefined)
    .filter(isWithin(call))
    .toReversed();
  return messagesPage(roots, call);
};

/** A thread: its first message, then the replies in order. */
export const replies: Method = (call, { workspace }) => {
  const channel = workspace.channelById(call.text('channel'));
  const root = call.text('ts');
  const thread = workspace
    .messages()
    .filter(({ channelId, ts, threadTs }) => channelId === channel.id && (ts === root || threadTs === root));
  if (thread.length === 0) {
    throw new ApiError('thread_not_found');
  }
  return messagesPage(thread, call);
};

function messagesPage(messages: readonly Message[], call: CallArguments) {
  const { page, nextCursor } = pageOf(messages, call);
  const withMetadata = call.flag('include_all_metadata');
  return {
    messages: page.map((message) => ({
      ...drawn(message),
      ...(withMetadata && message.metadata !== undefined && { metadata: message.metadata }),
    })),
    has_more: nextCursor !== '',
    response_metadata: { next_cursor: nextCursor },
  };
}

function isWithin(call: CallArguments): (message: Message) => boolean {
  const oldest = call.number('oldest') ?? 0;
  const latest = call.number('latest') ?? Infinity;
  const inclusive = call.flag('inclusive');
  return ({ ts }) => {
    const time = Number(ts);
    return inclusive ? time >= oldest && time <= latest : time > oldest && time < latest;
  };
}

/** The cursor is the place of the page's first item, as text nobody should read. */
function pageOf<T>(
  all: readonly T[],
  call: CallArguments,
): { readonly page: readonly T[]; readonly nextCursor: string } {
  const cursor = call.text('cursor');
  const start = cursor === undefined || cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  if (!Number.isInteger(start) || start < 0) {
    throw new ApiError('invalid_cursor');
  }
  const end = start + (call.number('limit') ?? PAGE);
  return {
    page: all.slice(start, end),
    nextCursor: end < all.length ? Buffer.from(String(end)).toString('base64') : '',
  };
}
