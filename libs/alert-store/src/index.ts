export { type AlertRecord, type TellingStatus, ALERT_PREFIX, readItem as readAlertItem } from './alert-item.ts';
export { type AlertsTable, dynamoAlertStore } from './dynamo-alert-store.ts';
export { dynamoDetectionState } from './dynamo-detection-state.ts';
export { dynamoDigestStore } from './dynamo-digest-store.ts';
export { memoryAlertStore } from './memory-alert-store.ts';
export { memoryDetectionState } from './memory-detection-state.ts';
export { type MemoryStores, memoryStores } from './memory-digest-store.ts';
export { readStoredAlerts } from './read-stored-alerts.ts';
