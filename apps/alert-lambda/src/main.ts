import { type Route, isHeartbeat, suppressWith, suppressions } from '@trailbell/alerting';
import { catalogueFor, evaluatorFor } from '@trailbell/detections';
import { createTelemetry, defineHandler, readConfig, tellerIn } from '@trailbell/lambda-kit';
import { AlertLambdaEvent } from './alert-lambda-event.ts';
import { collaboratorsFor } from './collaborators.ts';
import { Config } from './config.ts';
import { deliveriesFor } from './deliveries-for.ts';
import { hearHeartbeat } from './hear-heartbeat.ts';
import { raiseAlerts } from './raise-alerts.ts';
import { retryDeliveries } from './retry-deliveries.ts';

// Once per cold start. A mistake in the environment stops the lambda before it takes an event. Nothing here does I/O.
const config = readConfig(Config, process.env);
const telemetry = createTelemetry();
const { store, state, incidents, storms, deliveries, notifiers, passOn, putOff, spaceOut } = collaboratorsFor(
  config,
  telemetry,
);
const evaluate = evaluatorFor(catalogueFor(config.DETECTION_SETTINGS).filter(({ digestOnly }) => digestOnly !== true));
const suppress = suppressWith(suppressions);
const routing = config.ROUTING;
const deliveriesOf = deliveriesFor(deliveries, routing, telemetry.log);
const everyDelivery = Object.values(deliveries);
const notifiersOn = (route: Route) =>
  notifiers.filter(({ id }) => deliveriesOf({ route }).some((way) => way.id === id));

// Once per invocation.
export const handler = defineHandler(telemetry, {
  event: AlertLambdaEvent,
  handle: async (invoked, invocation) => {
    const teller = tellerIn(invocation, { app: 'alert-lambda', store });
    const telling = { teller, incidents, storms, putOff, telemetry };
    switch (invoked.kind) {
      case 'event':
        if (isHeartbeat(invoked.event)) {
          return hearHeartbeat(invoked.event, { passOn, now: Date.now, telemetry });
        }
        return raiseAlerts(invoked.event, {
          ...{ evaluate, state, routing, suppress, deliveriesFor: deliveriesOf },
          ...telling,
        });
      case 'retries':
        return retryDeliveries(invoked.messages, {
          ...{ deliveries: everyDelivery, notifiers, notifiersOn, spaceOut },
          ...telling,
        });
    }
  },
});
