import { type Step, type TimelineAlert, type TimelineEvent } from '../page-api.ts';
import { WhyNot } from './why-not.tsx';
import { fateReasons, outcomeNames, routeNames, timeOfDay } from './words.ts';

/** What became of one event, why, and where it went. */
export function EventDetails({ event }: { readonly event: TimelineEvent }) {
  return (
    <div className="event-details">
      <p className="event-reason">{event.reason ?? fateReasons[event.fate]}</p>
      {event.alerts.map((alert) => (
        <Alert key={alert.detectionId} alert={alert} />
      ))}
      {event.alerts.length === 0 && <WhyNot id={event.id} />}
      {event.steps.length > 0 && <Way steps={event.steps} />}
      <Facts event={event} />
    </div>
  );
}

function Alert({ alert }: { readonly alert: TimelineAlert }) {
  return (
    <article className="event-alert" data-severity={alert.severity}>
      <h3>
        {alert.title}
        <span className="severity" data-severity={alert.severity}>
          {alert.severity}
        </span>
      </h3>
      <p>{alert.summary}</p>
      <p className="event-alert-foot">
        <code>{alert.detectionId}</code> · {routeNames[alert.route]} ·{' '}
        <span data-outcome={alert.outcome}>{outcomeNames[alert.outcome]}</span>
      </p>
    </article>
  );
}

function Way({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ol className="way" aria-label="The way it took">
      {steps.map((step, at) => (
        <li key={at} data-result={step.result}>
          <span className="way-kind">{step.kind.replace('-', ' ')}</span> <code>{step.name}</code>{' '}
          <span className="way-result">{resultInWords(step)}</span>
          {step.detail !== undefined && <p>{step.detail}</p>}
        </li>
      ))}
    </ol>
  );
}

function resultInWords({ at, result, durationMs }: Step): string {
  const took = durationMs === undefined ? '' : ` in ${Math.round(durationMs)} ms`;
  return `${result}${took}, ${timeOfDay(at)}`;
}

function Facts({ event }: { readonly event: TimelineEvent }) {
  const facts = [
    ['Call', `${event.eventSource} ${event.eventName}`],
    ['Actor', event.actor],
    ['From', event.source],
    ['Account', event.outsideEnvironment ? `${event.account} (outside the environment)` : event.account],
    ['Region', event.region],
    ['Answer', event.errorCode ?? 'no error'],
    ['Called', event.eventTime],
    ['Received', event.receivedAt],
    ['Event key', event.eventKey],
  ] as const;

  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
