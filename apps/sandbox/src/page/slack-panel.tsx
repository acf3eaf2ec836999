import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { type SlackChannel, type SlackFault, type SlackMessage } from '../page-api.ts';
import { ask } from './ask.ts';
import { SlackPost } from './slack-post.tsx';
import { counted, faultEffects, faultNames } from './words.ts';

interface SlackPanelProps {
  readonly channels: readonly SlackChannel[];
  readonly fault: SlackFault;
  readonly onRefusal: (refusal: string | undefined) => void;
}

/** The channels Trailbell writes to, as Slack draws them. */
export const SlackPanel = memo(function SlackPanel({ channels, fault, onRefusal }: SlackPanelProps) {
  const [chosen, choose] = useState<string>();
  const open = channels.find(({ name }) => name === chosen) ?? channels.find(hasMessages) ?? channels[0];

  if (open === undefined) {
    return <p className="empty">No channel yet. The first message makes one.</p>;
  }
  return (
    <div className="slack">
      <nav className="slack-side" aria-label="Slack channels">
        <p className="slack-workspace">Example Corp</p>
        <ul>
          {channels.map((channel) => (
            <li key={channel.name}>
              <button
                type="button"
                aria-current={channel === open}
                onClick={() => {
                  choose(channel.name);
                }}
              >
                <span aria-hidden="true">#</span> {bare(channel.name)}
                {hasMessages(channel) && <b>{channel.messages.length}</b>}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Channel key={open.name} channel={open} />
      {fault !== 'up' && <Outage fault={fault} onRefusal={onRefusal} />}
    </div>
  );
});

/** Slack's API takes a name with or without its sign. */
function bare(channel: string): string {
  return channel.replace(/^#/, '');
}

function hasMessages({ messages }: SlackChannel): boolean {
  return messages.length > 0;
}

/** Messages a channel draws before it is asked for more: a burst brings a thousand. */
const DRAWN_AT_FIRST = 50;

function Channel({ channel }: { readonly channel: SlackChannel }) {
  const { name, messages } = channel;
  const [drawn, setDrawn] = useState(DRAWN_AT_FIRST);
  const threads = useMemo(() => threadsOf(messages), [messages]);
  const list = useNewestInView(threads.length);
  const earlier = Math.max(threads.length - drawn, 0);

  return (
    <div className="slack-channel">
      <h2>
        <span aria-hidden="true">#</span> {bare(name)} <small>{counted(messages.length, 'message')}</small>
      </h2>
      <div
        className="slack-messages"
        ref={list}
        id="slack_blocks_to_jsx"
        role="log"
        aria-label={`Messages in ${bare(name)}`}
        tabIndex={0}
      >
        {messages.length === 0 && <p className="empty">Nothing was said here yet.</p>}
        {earlier > 0 && (
          <button
            type="button"
            className="more"
            onClick={() => {
              setDrawn(drawn + DRAWN_AT_FIRST);
            }}
          >
            {counted(earlier, 'earlier message')}
          </button>
        )}
        {threads.slice(earlier).map(({ head, replies }) => (
          <SlackPost key={head.ts} message={head} replies={replies} />
        ))}
      </div>
    </div>
  );
}

/** Brings the newest message to the top of the list as it comes, unless the reader has gone elsewhere to read. */
function useNewestInView(count: number) {
  const list = useRef<HTMLDivElement>(null);
  const left = useRef(0);

  useEffect(() => {
    const { current } = list;
    const newest = current?.lastElementChild;
    if (current && newest instanceof HTMLElement && Math.abs(current.scrollTop - left.current) <= 1) {
      current.scrollTop = newest.offsetTop - current.offsetTop;
      left.current = current.scrollTop;
    }
  }, [count]);

  return list;
}

interface Thread {
  readonly head: SlackMessage;
  readonly replies: readonly SlackMessage[];
}

/** One and the same, so that a message without replies is not drawn again when another one comes. */
const noReplies: readonly SlackMessage[] = [];

function threadsOf(messages: readonly SlackMessage[]): readonly Thread[] {
  const replies = Map.groupBy(messages.filter(isReply), ({ threadTs }) => threadTs);
  return messages
    .filter((message) => !isReply(message))
    .map((head) => ({ head, replies: replies.get(head.ts) ?? noReplies }));
}

function isReply({ ts, threadTs }: SlackMessage): boolean {
  return threadTs !== undefined && threadTs !== ts;
}

function Outage({ fault, onRefusal }: Pick<SlackPanelProps, 'fault' | 'onRefusal'>) {
  return (
    <p className="slack-outage" role="status">
      <span>
        <b>{faultNames[fault]}.</b> {faultEffects[fault]} What cannot be told now waits in the retry queue.
      </span>
      <button
        type="button"
        onClick={() => {
          void ask('api/faults', { slack: 'up' }).then(onRefusal);
        }}
      >
        Bring it back
      </button>
    </p>
  );
}
