import { useState } from 'react';
import { type SandboxState } from '../page-api.ts';
import { FlowStrip } from './flow-strip.tsx';
import { LambdasPanel } from './lambdas-panel.tsx';
import { MailPanel } from './mail-panel.tsx';
import { QueuesPanel } from './queues-panel.tsx';
import { SlackPanel } from './slack-panel.tsx';
import { type Tab, Tabs } from './tabs.tsx';
import { Timeline } from './timeline.tsx';
import { TopBar } from './top-bar.tsx';
import { useNarrow } from './use-narrow.ts';
import { type Sandbox, useSandbox } from './use-sandbox.ts';

export function App() {
  const { link, state } = useSandbox();

  return state === undefined ? <Welcome link={link} /> : <Live link={link} state={state} />;
}

function Live({ link, state }: { readonly link: Sandbox['link']; readonly state: SandboxState }) {
  const [refusal, setRefusal] = useState<string>();

  return (
    <div className="page">
      <TopBar state={state} onRefusal={setRefusal} />
      <Notices link={link} state={state} refusal={refusal} onDismiss={setRefusal} />
      <FlowStrip state={state} />
      <Workplace state={state} onRefusal={setRefusal} />
    </div>
  );
}

interface WorkplaceProps {
  readonly state: SandboxState;
  readonly onRefusal: (refusal: string | undefined) => void;
}

/** The timeline beside the rest; on a phone, the timeline is one more tab. */
function Workplace({ state, onRefusal }: WorkplaceProps) {
  const narrow = useNarrow();
  const timeline = <Timeline events={state.events} balance={state.balance} />;
  const tabs = tabsOf(state, onRefusal);

  if (narrow) {
    const first = { id: 'timeline', name: 'Timeline', badge: state.balance.eventsIn, panel: timeline };
    return (
      <main className="workplace">
        <Tabs label="What to see" tabs={[first, ...tabs]} />
      </main>
    );
  }
  return (
    <main className="workplace">
      {timeline}
      <Tabs label="What people and queues got" tabs={tabs} />
    </main>
  );
}

function tabsOf(state: SandboxState, onRefusal: WorkplaceProps['onRefusal']): readonly Tab[] {
  const messages = state.channels.reduce((count, channel) => count + channel.messages.length, 0);
  return [
    {
      id: 'slack',
      name: 'Slack',
      badge: messages,
      panel: <SlackPanel channels={state.channels} fault={state.faults.slack} onRefusal={onRefusal} />,
    },
    { id: 'mail', name: 'E-mail', badge: state.mails.length, panel: <MailPanel mails={state.mails} /> },
    {
      id: 'queues',
      name: 'Queues',
      badge: state.deadLetters.length,
      alarming: state.deadLetters.length > 0,
      panel: <QueuesPanel queues={state.queues} deadLetters={state.deadLetters} heldBack={state.heldBack} />,
    },
    { id: 'lambdas', name: 'Lambdas', panel: <LambdasPanel lambdas={state.lambdas} /> },
  ];
}

interface NoticesProps {
  readonly link: Sandbox['link'];
  readonly state: SandboxState;
  readonly refusal: string | undefined;
  readonly onDismiss: (refusal: undefined) => void;
}

function Notices({ link, state: { replay }, refusal, onDismiss }: NoticesProps) {
  return (
    <div className="notices" aria-live="polite">
      {link === 'lost' && (
        <p className="notice" data-tone="bad">
          <span className="spinner" aria-hidden="true" />
          The sandbox no longer answers. What you see is what it last said; reconnecting…
        </p>
      )}
      {replay.status === 'failed' && (
        <p className="notice" data-tone="bad">
          The replay failed: {replay.error ?? 'it gave no reason'}
        </p>
      )}
      {replay.unreadable.length > 0 && <Unreadable inputs={replay.unreadable} />}
      {refusal !== undefined && (
        <p className="notice" data-tone="bad">
          {refusal}
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              onDismiss(undefined);
            }}
          >
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}

function Unreadable({ inputs }: { readonly inputs: SandboxState['replay']['unreadable'] }) {
  return (
    <details className="notice" data-tone="warn">
      <summary>{inputs.length === 1 ? 'One record' : `${inputs.length} records`} could not be read</summary>
      <ul>
        {inputs.map(({ file, where, reason }) => (
          <li key={`${file} ${where}`}>
            <code>{file}</code>, {where}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What is seen before the sandbox has said anything. */
function Welcome({ link }: { readonly link: Sandbox['link'] }) {
  return (
    <main className="welcome">
      <h1>Trailbell sandbox</h1>
      {link === 'lost' ? (
        <p role="status">
          The sandbox does not answer. Start it with <code>npm start</code>; this page connects by itself.
        </p>
      ) : (
        <p role="status">
          <span className="spinner" aria-hidden="true" /> Connecting…
        </p>
      )}
    </main>
  );
}
