import { type EventBridgeClient, EventBridgeServiceException, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ALERT_EVENT, type AlertEventDetail, NotToldError, type NotToldKind } from '@trailbell/alerting';

interface Bus {
  readonly events: Pick<EventBridgeClient, 'send'>;
  /** Its name. */
  readonly bus: string;
}

const TIMEOUT_MS = 5_000;

/** What somebody has to mend, or what is wrong with this very event. All else passes. */
const KINDS: Readonly<Record<string, NotToldKind>> = {
  AccessDeniedException: 'misconfigured',
  NotAuthorizedForDetailTypeException: 'misconfigured',
  NotAuthorizedForSourceException: 'misconfigured',
  ResourceNotFoundException: 'misconfigured',
  InvalidArgument: 'refused',
  MalformedDetail: 'refused',
  ValidationException: 'refused',
};

/** Puts an alert on a bus; answers the id that EventBridge gave the event. The client's own retries run within `TIMEOUT_MS`. */
export function putOnBus({ events, bus }: Bus) {
  return async (detail: AlertEventDetail): Promise<string> => {
    const entry = {
      EventBusName: bus,
      Source: ALERT_EVENT.source,
      DetailType: ALERT_EVENT.detailType,
      Detail: JSON.stringify(detail),
    };
    const { Entries: [put] = [] } = await events
      .send(new PutEventsCommand({ Entries: [entry] }), { abortSignal: AbortSignal.timeout(TIMEOUT_MS) })
      .catch((cause: unknown) => {
        const code = cause instanceof EventBridgeServiceException ? cause.name : undefined;
        throw notPut(bus, code, cause);
      });
    if (put?.EventId === undefined) {
      throw notPut(bus, put?.ErrorCode, put?.ErrorMessage); // EventBridge refuses an entry in an answer that is a success
    }
    return put.EventId;
  };
}

function notPut(bus: string, code: string | undefined, cause: unknown): NotToldError {
  const name = code ?? (cause instanceof Error ? cause.name : 'unknown failure');
  return new NotToldError(`the bus ${bus} did not take the alert: ${name}`, {
    kind: KINDS[name] ?? 'unavailable',
    cause,
  });
}
