import { slackRefusal } from '@trailbell/notifiers';
import * as z from 'zod';
import { ApiError, RateLimitedError } from '../api-error.ts';
import { type CallArguments } from '../call-arguments.ts';
import { BOT, type Channel, type Message } from '../workspace.ts';
import { type Method } from './method.ts';

const Metadata = z.object({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) });
const METADATA_MAX_BYTES = 16_384;

const Blocks = z.array(z.unknown());

export const postMessage: Method = (call, slack) => {
  const channel = writable(slack.workspace.channel(call.text('channel')));
  const content = contentOf(call);
  const threadTs = call.text('thread_ts');
  const retryAfterSeconds = slack.rate.take(channel.id);
  if (retryAfterSeconds > 0) {
    throw new RateLimitedError(retryAfterSeconds);
  }

  const inThread = threadTs !== undefined && { threadTs, broadcast: call.flag('reply_broadcast') };
  const message = slack.workspace.post({ channel, ...content, files: [], ...inThread });

  return { channel: channel.id, ts: message.ts, message: drawn(message) };
};

export const update: Method = (call, slack) => {
  const channel = writable(slack.workspace.channelById(call.text('channel')));
  const message = slack.workspace.update(channel, call.text('ts'), contentOf(call));
  return { channel: channel.id, ts: message.ts, text: message.text, message: drawn(message) };
};

/** A message as Slack's answers show it. */
export function drawn(message: Message): Readonly<Record<string, unknown>> {
  const { ts, threadTs, text, blocks, files, updated } = message;
  return {
    type: 'message',
    user: BOT.userId,
    bot_id: BOT.botId,
    team: BOT.teamId,
    ts,
    text,
    ...(blocks.length > 0 && { blocks }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(files.length > 0 && { files: files.map(({ id, name, title }) => ({ id, name, title })) }),
    ...(updated && { edited: { user: BOT.userId, ts } }),
  };
}

function writable(channel: Channel): Channel {
  if (channel.archived) {
    throw new ApiError('is_archived');
  }
  if (!channel.joined) {
    throw new ApiError('not_in_channel');
  }
  return channel;
}

function contentOf(call: CallArguments) {
  const text = call.text('text') ?? '';
  const blocks = blocksOf(call);
  const refusal = slackRefusal({ text, blocks });
  if (refusal) {
    const { error, messages } = refusal;
    throw new ApiError(
      error,
      messages.length > 0 ? { errors: messages.map(withoutLevel), response_metadata: { messages } } : {},
    );
  }
  const metadata = metadataOf(call);
  return { text, blocks, ...(metadata !== undefined && { metadata }) };
}

function blocksOf(call: CallArguments): readonly unknown[] {
  const parsed = Blocks.safeParse(call.structure('blocks', 'invalid_blocks_format') ?? []);
  if (!parsed.success) {
    throw new ApiError('invalid_blocks_format');
  }
  return parsed.data;
}

function metadataOf(call: CallArguments): unknown {
  const metadata = call.structure('metadata', 'invalid_metadata_format');
  if (metadata === undefined) {
    return undefined;
  }
  const parsed = Metadata.safeParse(metadata);
  if (!parsed.success) {
    throw new ApiError('invalid_metadata_format');
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_MAX_BYTES) {
    throw new ApiError('metadata_too_large');
  }
  return parsed.data;
}

function withoutLevel(message: string): string {
  return message.replace('[ERROR] ', '');
}
