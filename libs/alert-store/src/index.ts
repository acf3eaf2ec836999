export { type AlertRecord, type TellingStatus, ALERT_PREFIX, readItem as readAlertItem } from './alert-item.ts';
export { type AlertsTable, dynamoAlertStore } from './dynamo-alert-store.ts';
export { memoryAlertStore } from './memory-alert-store.ts';
export { readStoredAlerts } from './read-stored-alerts.ts';
