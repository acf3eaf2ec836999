import { type ReactNode } from 'react';
import { type Balance, type QueueState, type SandboxState } from '../page-api.ts';
import { Chevron } from './icons.tsx';
import { counted, fateNames, fates } from './words.ts';

/** The path of an event, with how many took each turn. */
export function FlowStrip({ state }: { readonly state: SandboxState }) {
  const { balance } = state;
  const { fates: fate, outcomes } = balance;
  const taken = fate.quiet + fate.alerts + fate['dead-lettered'];

  return (
    <section className="flow card" aria-label="The path of an event">
      <ol>
        <Station name="Events in" count={balance.eventsIn}>
          <Turn count={fate['in-flight']} name="in flight" tone="busy" />
          <Turn count={balance.outsideEnvironment} name="from outside the environment" tone="plain" />
        </Station>
        <Station name="Taken by a rule" count={taken}>
          <Turn count={fate.unmatched} name="unmatched" tone="plain" always />
          <Turn count={fate['held-back']} name="held back" tone="plain" always />
        </Station>
        <Station name="Rang" count={fate.alerts} tone="ring">
          <Turn count={fate.quiet} name="quiet" tone="plain" always />
        </Station>
        <Station name="Alerts" count={balance.alerts}>
          <Turn count={outcomes.pending} name="waiting to be told" tone="busy" />
          <Turn count={outcomes.suppressed} name="suppressed" tone="plain" />
          <Turn count={waitingIn(state.queues)} name="in queues" tone="plain" always />
        </Station>
        <Station name="Told" count={outcomes.alerted + outcomes.grouped + outcomes.digested} tone="told">
          <Turn count={outcomes.alerted} name="at once" tone="plain" always />
          <Turn count={outcomes.grouped} name="in an incident" tone="plain" always />
          <Turn count={outcomes.digested} name="in a digest" tone="plain" always />
        </Station>
        <Station name="Dead letters" count={state.deadLetters.length} tone="dead">
          <Turn count={outcomes['dead-lettered']} name="alerts never told" tone="bad" />
        </Station>
      </ol>
      <Proportions balance={balance} />
    </section>
  );
}

function waitingIn(queues: readonly QueueState[]): number {
  return queues
    .filter(({ role }) => role === 'work')
    .reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);
}

interface StationProps {
  readonly name: string;
  readonly count: number;
  readonly tone?: 'ring' | 'told' | 'dead';
  readonly children?: ReactNode;
}

function Station({ name, count, tone, children }: StationProps) {
  return (
    <li className="station" data-tone={tone} data-empty={count === 0}>
      <Chevron />
      <p className="station-name">{name}</p>
      <p className="station-count">{count.toLocaleString('en')}</p>
      <ul>{children}</ul>
    </li>
  );
}

interface TurnProps {
  readonly count: number;
  readonly name: string;
  readonly tone: 'plain' | 'busy' | 'bad';
  /** Shown when it is zero, too. */
  readonly always?: boolean;
}

function Turn({ count, name, tone, always = false }: TurnProps) {
  return count === 0 && !always ? null : (
    <li data-tone={tone}>
      <b>{count.toLocaleString('en')}</b> {name}
    </li>
  );
}

/** The fates as parts of one bar. The stations say the same in figures, so it is a picture and no more. */
function Proportions({ balance }: { readonly balance: Balance }) {
  return (
    <svg
      className="proportions"
      preserveAspectRatio="none"
      viewBox={`0 0 ${Math.max(balance.eventsIn, 1)} 1`}
      role="img"
    >
      <title>{fates.map((fate) => `${fateNames[fate]}: ${counted(balance.fates[fate], 'event')}`).join(', ')}</title>
      {parts(balance).map(({ fate, from, count }) => (
        <rect key={fate} data-fate={fate} x={from} width={count} height="1" />
      ))}
    </svg>
  );
}

function parts({ fates: counts }: Balance) {
  const starts = fates.map((_, at) => fates.slice(0, at).reduce((sum, fate) => sum + counts[fate], 0));
  return fates.map((fate, at) => ({ fate, from: starts[at] ?? 0, count: counts[fate] }));
}
