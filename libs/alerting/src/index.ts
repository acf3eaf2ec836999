export { type AlertKey, type AlertStore, type Claim, type StoredAlert, alertKeyOf } from './alert-store.ts';
export { Route, Routing, routeOf } from './routing.ts';
export { EnvironmentVariable } from './environment-variables.ts';
export { type Digest, digestOf } from './digest.ts';
export { QueuedAlert, QueuedRetry } from './queue-messages.ts';
