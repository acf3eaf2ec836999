import { memo, useLayoutEffect, useRef } from 'react';
import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx';
import { type SlackMessage } from '../page-api.ts';
import { Bell } from './icons.tsx';
import { counted } from './words.ts';

interface SlackPostProps {
  readonly message: SlackMessage;
  readonly replies: readonly SlackMessage[];
}

/** A message and its thread. */
export const SlackPost = memo(function SlackPost({ message, replies }: SlackPostProps) {
  return (
    <article className="slack-post">
      <span className="slack-avatar">
        <Bell />
      </span>
      <div className="slack-body">
        <p className="slack-byline">
          <b>Trailbell</b>
          <span className="slack-app">APP</span>
          <PostTime ts={message.ts} />
        </p>
        <Blocks message={message} />
        <Pictures message={message} />
        {message.updated && <small className="slack-edited">(edited)</small>}
        {replies.length > 0 && (
          <details className="slack-thread" open={replies.some(({ pictures }) => pictures !== undefined)}>
            <summary>{counted(replies.length, 'reply', 'replies')}</summary>
            {replies.map((reply) => (
              <SlackPost key={reply.ts} message={reply} replies={[]} />
            ))}
          </details>
        )}
      </div>
    </article>
  );
});

function Pictures({ message: { pictures = [] } }: Pick<SlackPostProps, 'message'>) {
  return pictures.map(({ title, altText, url }) => (
    <figure key={title} className="slack-picture">
      <figcaption>{title}</figcaption>
      <img src={url} alt={altText} />
    </figure>
  ));
}

const postTime = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** A `ts` of Slack is seconds since 1970, with the number of the message behind the point. */
function PostTime({ ts }: { readonly ts: string }) {
  const at = new Date(Number(ts) * 1000);
  return Number.isNaN(at.getTime()) ? (
    <span>{ts}</span>
  ) : (
    <time dateTime={at.toISOString()} title={at.toLocaleString()}>
      {postTime.format(at)}
    </time>
  );
}

function Blocks({ message }: Pick<SlackPostProps, 'message'>) {
  const here = useRef<HTMLDivElement>(null);

  // The library gives every message the same id. Its styles ask for it on an ancestor only, which the channel is.
  useLayoutEffect(() => {
    here.current?.querySelector('#slack_blocks_to_jsx')?.removeAttribute('id');
  });

  const blocks = withoutVerbatim(message.blocks).filter(isBlock);
  if (blocks.length === 0 && message.text === '') {
    return null;
  }
  return blocks.length === 0 ? (
    <p className="slack-text">{message.text}</p>
  ) : (
    <div ref={here}>
      <Message blocks={blocks} name="Trailbell" logo="" withoutWrapper hooks={hooks} />
    </div>
  );
}

/**
 * `verbatim` tells Slack to look for no addresses and names of its own in a text; what is marked up stays marked up. The
 * library takes it to mean that nothing is.
 */
function withoutVerbatim(blocks: readonly unknown[]): readonly unknown[] {
  const cleaned: unknown = JSON.parse(
    JSON.stringify(blocks, (key, value: unknown) => (key === 'verbatim' ? undefined : value)),
  );
  return Array.isArray(cleaned) ? cleaned : [];
}

/** The fake Slack has checked the blocks before it took them; what it did not know, it refused. */
function isBlock(block: unknown): block is Block {
  return typeof block === 'object' && block !== null && 'type' in block;
}

const medium = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const long = new Intl.DateTimeFormat('en', { dateStyle: 'long' });
const full = new Intl.DateTimeFormat('en', { dateStyle: 'full' });

/** How Slack writes each part of a date. */
const dateTokens: Readonly<Record<string, (at: Date) => string>> = {
  '{date_num}': (at) => at.toISOString().slice(0, 10),
  '{date}': (at) => long.format(at),
  '{date_short}': (at) => medium.format(at),
  '{date_long}': (at) => full.format(at),
  '{date_pretty}': (at) => dayName(at) ?? long.format(at),
  '{date_short_pretty}': (at) => dayName(at) ?? medium.format(at),
  '{date_long_pretty}': (at) => dayName(at) ?? full.format(at),
  '{time}': (at) => at.toLocaleTimeString(undefined, { timeStyle: 'short' }),
  '{time_secs}': (at) => at.toLocaleTimeString(undefined, { timeStyle: 'medium' }),
};

const DAY_MS = 24 * 60 * 60 * 1000;

function dayName(at: Date): string | undefined {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS);
  return { '-1': 'Tomorrow', '0': 'Today', '1': 'Yesterday' }[String(days)];
}

const hooks: NonNullable<MessageProps['hooks']> = {
  /** Slack writes dates in the reader's zone, so does the page. */
  date: ({ timestamp, format, fallback }) => {
    const at = new Date(Number(timestamp) * 1000);
    return Number.isNaN(at.getTime()) ? (
      fallback
    ) : (
      <time dateTime={at.toISOString()} title={fallback}>
        {format.replaceAll(/\{\w+\}/g, (token) => dateTokens[token]?.(at) ?? token)}
      </time>
    );
  },
  link: ({ href, children, className }) =>
    /^https?:/.test(href) ? (
      <a href={href} className={className} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
};
