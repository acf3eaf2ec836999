export { type AlertRecord, type TellingStatus } from './alert-item.ts';
export { type AlertsTable, dynamoAlertStore } from './dynamo-alert-store.ts';
export { memoryAlertStore } from './memory-alert-store.ts';
export { readStoredAlerts } from './read-stored-alerts.ts';
