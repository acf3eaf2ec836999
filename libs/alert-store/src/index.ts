export { type AlertRecord, type TellingStatus, ALERT_PREFIX, readItem as readAlertItem } from './alert-item.ts';
export { type AlertsTable } from './alerts-table.ts';
export { dynamoAlertStore, readAlertRecord } from './dynamo-alert-store.ts';
export { dynamoDetectionState } from './dynamo-detection-state.ts';
export { dynamoDigestStore } from './dynamo-digest-store.ts';
export { dynamoIncidentStore } from './dynamo-incident-store.ts';
export { dynamoStormStore } from './dynamo-storm-store.ts';
export { SUBJECT_PREFIX } from './incident-item.ts';
export { readStoredAlerts } from './read-stored-alerts.ts';
