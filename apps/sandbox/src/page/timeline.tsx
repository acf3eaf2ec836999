import { memo, useDeferredValue, useMemo, useState } from 'react';
import { type Balance, type FateKind, type TimelineEvent } from '../page-api.ts';
import { EventRow } from './event-row.tsx';
import { counted, fateNames, fates, speaksOf } from './words.ts';

interface TimelineProps {
  readonly events: readonly TimelineEvent[];
  readonly balance: Balance;
}

/** Events the list draws before it is asked for more: a burst brings a thousand. */
const DRAWN_AT_FIRST = 200;

/** Every event, newest first, with what became of it. */
export const Timeline = memo(function Timeline({ events, balance }: TimelineProps) {
  const [fate, setFate] = useState<FateKind>();
  const [wanted, setWanted] = useState('');
  const [openId, setOpenId] = useState<number>();
  const [drawn, setDrawn] = useState(DRAWN_AT_FIRST);
  const calm = useDeferredValue(events);
  const shown = useMemo(
    () => calm.filter((event) => (fate === undefined || event.fate === fate) && speaksOf(event, wanted)).toReversed(),
    [calm, fate, wanted],
  );

  return (
    <section className="timeline card" aria-label="Timeline of events">
      <div className="timeline-head">
        <h2>Events</h2>
        <input
          type="search"
          placeholder="Search actor, call, address…"
          aria-label="Search the events"
          value={wanted}
          onChange={({ target }) => {
            setWanted(target.value);
          }}
        />
        <FateFilter chosen={fate} balance={balance} onChoose={setFate} />
      </div>
      {shown.length === 0 ? (
        <Nothing any={events.length > 0} />
      ) : (
        <div className="events">
          <ol>
            {shown.slice(0, drawn).map((event) => (
              <EventRow key={event.id} event={event} open={event.id === openId} onToggle={setOpenId} />
            ))}
          </ol>
          {shown.length > drawn && (
            <button
              type="button"
              className="more"
              onClick={() => {
                setDrawn(drawn + DRAWN_AT_FIRST);
              }}
            >
              {counted(shown.length - drawn, 'earlier event')}
            </button>
          )}
        </div>
      )}
    </section>
  );
});

interface FateFilterProps {
  readonly chosen: FateKind | undefined;
  readonly balance: Balance;
  readonly onChoose: (fate: FateKind | undefined) => void;
}

function FateFilter({ chosen, balance, onChoose }: FateFilterProps) {
  const offered = fates.filter((fate) => balance.fates[fate] > 0 || fate === chosen);

  return (
    <div className="fate-filter" role="group" aria-label="Show the events that">
      <button
        type="button"
        aria-pressed={chosen === undefined}
        onClick={() => {
          onChoose(undefined);
        }}
      >
        All <b>{balance.eventsIn}</b>
      </button>
      {offered.map((fate) => (
        <button
          key={fate}
          type="button"
          data-fate={fate}
          aria-pressed={fate === chosen}
          onClick={() => {
            onChoose(fate === chosen ? undefined : fate);
          }}
        >
          {fateNames[fate]} <b>{balance.fates[fate]}</b>
        </button>
      ))}
    </div>
  );
}

function Nothing({ any }: { readonly any: boolean }) {
  return any ? (
    <p className="empty">No event is of this fate and speaks of this. Try “All”, or another word.</p>
  ) : (
    <p className="empty">No events yet. Replay the recorded attack, or send an event of your own.</p>
  );
}
