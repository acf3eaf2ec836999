export {
  type AlertsWanted,
  ALERT_EVENT,
  AlertEvent,
  AlertEventDetail,
  alertEventDetailOf,
  alertEventPattern,
} from './alert-event.ts';
export {
  type AlertKey,
  type AlertStore,
  type Decision,
  type FirstClaims,
  type Claim,
  type Placement,
  type StoredAlert,
  type TellingKey,
  type Tellings,
  StoreUnavailableError,
  UndecidedAlertError,
  alertKeyOf,
} from './alert-store.ts';
export { decideCandidate, decideCandidates } from './decide-candidates.ts';
export { type DetectionState, type Remembered, type StateKey, type Writing } from './detection-state.ts';
export { lineKeyOf as digestLineKeyOf } from './digest-line.ts';
export { type Bar, type Bars, barsOf, totalOf } from './bars.ts';
export { type Closing, type ClosingReport, type ClosingWindows, closeWindow } from './close-window.ts';
export { type Count, type DetectionCount, type Digest, type DigestLine, digestOf } from './digest.ts';
export { DigestEntry, DigestedAlert, SuppressionNote } from './digest-entry.ts';
export { DigestSettings } from './digest-settings.ts';
export { type DigestStore, type DigestWindow, type FrozenDigest, LeaseLostError, NEW_WINDOW } from './digest-store.ts';
export { EnvironmentVariable } from './environment-variables.ts';
export { HEARTBEAT_PATTERN, HEARTBEAT_ROLE_PREFIX, isHeartbeat } from './heartbeat.ts';
export {
  type Aspect,
  type FirstShown,
  type JoinNews,
  aspectsOf,
  gravestOf,
  memberNameOf,
  newsOf,
  openingBy,
} from './incident-news.ts';
export { type IncidentState, type IncidentStore, type Joined, type Redraw } from './incident-store.ts';
export {
  Incident,
  byTimeThenKey,
  incidentAmong,
  isOpenedBy,
  isToldInDigest,
  outcomeOnceTold,
  subjectKeyOf,
  timeOf,
} from './incident.ts';
export { MessageSettings } from './message-settings.ts';
export { METRIC_NAMESPACE, MetricName } from './metric-names.ts';
export {
  type DigestNotifier,
  type DigestReply,
  NotToldError,
  type NotToldKind,
  type NotToldOptions,
  type Notifier,
  type Receipt,
  type StormPhase,
  type StormTelling,
  type Standing,
  type ThreadedTelling,
} from './notifier.ts';
export {
  Errand,
  QueuedAlert,
  QueuedCalm,
  QueuedClose,
  QueuedRang,
  QueuedRedraw,
  QueuedRetry,
  QueuedStorm,
  QueuedSuppressed,
  queuedAlertOf,
  queuedCalmOf,
  queuedRangOf,
  queuedRedrawOf,
  queuedRetryOf,
  queuedStormOf,
  queuedSuppressedOf,
} from './queue-messages.ts';
export { LONGEST_WAIT_MS, receivesWithin, retryWaitMs } from './retry-schedule.ts';
export { type Routed, NotifierId, Route, Routing, notifiersOf, routeOf, usesWebhook } from './routing.ts';
export { type Redrawing, redrawRoot } from './redraw-root.ts';
export {
  CALM_MINUTES,
  Storm,
  StormGauge,
  countedWith,
  incidentsPerMinuteOf,
  minuteOf,
  stormOf,
  stormOver,
  stormsWith,
} from './storm.ts';
export { type StormCount, type StormState, type StormStore, type StormTellingKey } from './storm-store.ts';
export { type Suppress, Suppression, isExpired, suppressWith } from './suppression.ts';
export { suppressions } from './suppressions.ts';
export { tellAlert, tellOnce } from './tell-alert.ts';
export { type StormTeller, type ToldStorm, tellCalm, tellStorm } from './tell-storm.ts';
export { type JoinTeller, type JoinedAlert, tellJoin } from './tell-join.ts';
export { type JoinTelling, type Teller, type Telling } from './telling.ts';
export { type News, type SuppressionCount, type WindowDigest, isEmptyDigest, windowDigestOf } from './window-digest.ts';
