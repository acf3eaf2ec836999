import { useEffect, useState } from 'react';
import { type Phase, type SandboxState, type SlackFault } from '../page-api.ts';
import { ask } from './ask.ts';
import { Bell } from './icons.tsx';
import { SendEventDialog } from './send-event-dialog.tsx';
import { counted, faultNames, phaseNames, timeOfDay } from './words.ts';

interface TopBarProps {
  readonly state: SandboxState;
  readonly onRefusal: (refusal: string | undefined) => void;
}

/** The name of the place, how it is doing, and what one can do to it. */
export function TopBar({ state, onRefusal }: TopBarProps) {
  const [sending, setSending] = useState(false);

  return (
    <header className="top-bar">
      <h1 className="brand">
        <Bell />
        Trailbell <span>sandbox</span>
      </h1>
      <PhaseLight phase={state.phase} />
      <p className="replay-name">{replayInWords(state)}</p>
      <div className="controls">
        <ClockControl clock={state.clock} onRefusal={onRefusal} />
        <FaultControl fault={state.faults.slack} onRefusal={onRefusal} />
        <button
          type="button"
          disabled={state.replay.status === 'running'}
          onClick={() => {
            void ask('api/replay', {}).then(onRefusal);
          }}
        >
          Replay
        </button>
        <button
          type="button"
          className="primary"
          onClick={() => {
            setSending(true);
          }}
        >
          Send an event
        </button>
      </div>
      {sending && (
        <SendEventDialog
          onClose={() => {
            setSending(false);
          }}
        />
      )}
    </header>
  );
}

function PhaseLight({ phase }: { readonly phase: Phase }) {
  return (
    <p className="phase" role="status" data-phase={phase}>
      {phaseNames[phase]}
    </p>
  );
}

function replayInWords({ replay, balance }: SandboxState): string {
  const name = replay.name ?? 'Nothing replayed yet';
  return balance.eventsIn === 0 ? name : `${name} · ${counted(balance.eventsIn, 'event')}`;
}

function ClockControl({
  clock,
  onRefusal,
}: { readonly clock: SandboxState['clock'] } & Pick<TopBarProps, 'onRefusal'>) {
  const leaping = clock.pace === 'leap';

  return (
    <div className="clock" role="group" aria-label="The sandbox's clock">
      <ClockFace key={clock.now} now={clock.now} />
      <button
        type="button"
        aria-pressed={leaping}
        title="While nothing is in flight, leap over retries, delays and batch windows"
        onClick={() => {
          void ask('api/clock', { pace: leaping ? 'real' : 'leap' }).then(onRefusal);
        }}
      >
        Skip all waits
      </button>
      {!leaping && clock.nextWait && (
        <button
          type="button"
          title={`${clock.nextWait.what}, until ${timeOfDay(clock.nextWait.at)}`}
          onClick={() => {
            void ask('api/clock', { advance: true }).then(onRefusal);
          }}
        >
          Skip to {timeOfDay(clock.nextWait.at)}
        </button>
      )}
    </div>
  );
}

/** The sandbox's time. It tells us when it leaps; between that it goes as ours does. */
function ClockFace({ now }: { readonly now: string }) {
  const [passedMs, setPassedMs] = useState(0);

  useEffect(() => {
    const told = performance.now();
    const ticking = window.setInterval(() => {
      setPassedMs(performance.now() - told);
    }, 1_000);
    return () => {
      window.clearInterval(ticking);
    };
  }, []);

  const shown = new Date(Date.parse(now) + passedMs).toISOString();
  return (
    <time dateTime={shown} title={`The sandbox's time: ${shown}`}>
      {timeOfDay(shown)}
    </time>
  );
}

/** Every fault, in the order of the menu. */
const slackFaults = Object.keys(faultNames).filter(isSlackFault);

function FaultControl({ fault, onRefusal }: { readonly fault: SlackFault } & Pick<TopBarProps, 'onRefusal'>) {
  return (
    <label className="fault" data-fault={fault}>
      <span className="visually-hidden">How Slack fares</span>
      <select
        value={fault}
        onChange={({ target }) => {
          if (isSlackFault(target.value)) {
            void ask('api/faults', { slack: target.value }).then(onRefusal);
          }
        }}
      >
        {slackFaults.map((each) => (
          <option key={each} value={each}>
            {faultNames[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

function isSlackFault(text: string): text is SlackFault {
  return text in faultNames;
}
