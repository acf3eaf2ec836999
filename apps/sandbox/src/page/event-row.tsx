import { Fragment, memo, useId } from 'react';
import { type TimelineEvent } from '../page-api.ts';
import { EventDetails } from './event-details.tsx';
import { Chevron } from './icons.tsx';
import { fateNames, gravest, outcomeNames, serviceName, timeOfDay } from './words.ts';

interface EventRowProps {
  readonly event: TimelineEvent;
  readonly open: boolean;
  readonly onToggle: (id: number | undefined) => void;
}

/** One event on one line; opened, all that is known of its way. */
export const EventRow = memo(function EventRow({ event, open, onToggle }: EventRowProps) {
  const detailsId = useId();

  return (
    <li className="event" data-fate={event.fate} data-severity={gravest(event.alerts)} data-open={open}>
      <button
        type="button"
        className="event-line"
        aria-expanded={open}
        aria-controls={detailsId}
        onClick={() => {
          onToggle(open ? undefined : event.id);
        }}
      >
        <Chevron />
        <time dateTime={event.eventTime} title={event.eventTime}>
          {timeOfDay(event.eventTime)}
        </time>
        <span className="event-call">
          <b>{event.eventName}</b> <span>{serviceName(event.eventSource)}</span>
          {event.errorCode !== undefined && <span className="error-code">{event.errorCode}</span>}
        </span>
        <span className="event-who">
          {event.actor} <span>from {event.source}</span>
        </span>
        <Fate event={event} />
      </button>
      <div id={detailsId} hidden={!open}>
        {open && <EventDetails event={event} />}
      </div>
    </li>
  );
});

function Fate({ event }: { readonly event: TimelineEvent }) {
  if (event.alerts.length === 0) {
    return (
      <span className="fate" data-fate={event.fate}>
        {fateNames[event.fate]}
      </span>
    );
  }
  return (
    <span className="fates">
      {event.alerts.map(({ detectionId, severity, outcome }) => (
        <Fragment key={detectionId}>
          {(outcome === 'pending' || outcome === 'dead-lettered') && (
            <span className="untold" data-outcome={outcome}>
              {outcomeNames[outcome]}
            </span>
          )}
          <span className="severity" data-severity={severity}>
            <span className="visually-hidden">{severity}: </span>
            {detectionId}
          </span>
        </Fragment>
      ))}
    </span>
  );
}
