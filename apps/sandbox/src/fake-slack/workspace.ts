import { EventEmitter } from 'node:events';
import { ApiError } from './api-error.ts';

export interface ChannelOptions {
  /** With or without `#`. */
  readonly name: string;
  /** `false`: the app was not invited. */
  readonly joined?: boolean;
  readonly archived?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly joined: boolean;
  readonly archived: boolean;
}

/** A message as the channel holds it. */
export interface Message {
  /** The channel's name. */
  readonly channel: string;
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** A reply that the channel shows, too. */
  readonly broadcast?: boolean;
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly metadata?: unknown;
  readonly files: readonly StoredFile[];
  readonly updated: boolean;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altText?: string;
  readonly bytes: Buffer;
}

export interface WorkspaceEvents {
  /** Posted, or changed by chat.update. */
  message: [Message];
  /** A call was not granted: the method, and Slack's word or the fault's name. */
  refused: [{ readonly method: string; readonly error: string }];
  /** A call was granted, and its answer cut. */
  cut: [{ readonly method: string }];
}

export const BOT = { userId: 'U0TRAILBEL', botId: 'B0TRAILBEL', teamId: 'T0TRAILBEL' } as const;

/** Channels and what was posted in them. */
export class Workspace {
  readonly channels: readonly Channel[];
  readonly events = new EventEmitter<WorkspaceEvents>();
  readonly #messages: Message[] = [];
  readonly #now: () => number;
  #lastTs = 0;

  constructor(channels: readonly (string | ChannelOptions)[], now: () => number) {
    this.channels = channels.map((channel, index) => channelOf(channel, index));
    this.#now = now;
  }

  /** The channel of this name, with or without `#`, or of this id. */
  channel(nameOrId: string | undefined): Channel {
    const name = nameOrId?.replace(/^#/, '');
    const found = this.channels.find((channel) => channel.id === nameOrId || channel.name === name);
    if (!found) {
      throw new ApiError('channel_not_found');
    }
    return found;
  }

  /** The channel of this id. Only chat.postMessage takes names. */
  channelById(id: string | undefined): Channel {
    const found = this.channels.find((channel) => channel.id === id);
    if (!found) {
      throw new ApiError('channel_not_found');
    }
    return found;
  }

  messages(): readonly Message[] {
    return this.#messages;
  }

  post({
    channel,
    ...content
  }: Pick<Message, 'text' | 'blocks' | 'files'> &
    Partial<Pick<Message, 'threadTs' | 'broadcast' | 'metadata'>> & { readonly channel: Channel }): Message {
    const message = { ...content, channel: channel.name, channelId: channel.id, ts: this.#nextTs(), updated: false };
    this.#messages.push(message);
    this.events.emit('message', message);
    return message;
  }

  update(
    channel: Channel,
    ts: string | undefined,
    content: Pick<Message, 'text' | 'blocks'> & { readonly metadata?: unknown },
  ): Message {
    const index = this.#messages.findIndex((message) => message.channelId === channel.id && message.ts === ts);
    const before = this.#messages[index];
    if (!before) {
      throw new ApiError('message_not_found');
    }
    const after = { ...before, ...content, updated: true };
    this.#messages[index] = after;
    this.events.emit('message', after);
    return after;
  }

  /** Forgets all messages. */
  clear(): void {
    this.#messages.length = 0;
  }

  /** A channel's messages have each their own ts, and it only grows. */
  #nextTs(): string {
    this.#lastTs = Math.max(this.#lastTs + 1, Math.floor(this.#now() * 1_000));
    return `${Math.floor(this.#lastTs / 1_000_000)}.${String(this.#lastTs % 1_000_000).padStart(6, '0')}`;
  }
}

function channelOf(channel: string | ChannelOptions, index: number): Channel {
  const { name, joined = true, archived = false } = typeof channel === 'string' ? { name: channel } : channel;
  return { id: `C${String(index + 1).padStart(9, '0')}`, name: name.replace(/^#/, ''), joined, archived };
}
