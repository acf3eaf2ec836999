export { memoryAlertStore } from './memory-alert-store.ts';
export { memoryDetectionState } from './memory-detection-state.ts';
export { type MemoryStores, memoryStores } from './memory-digest-store.ts';
export { memoryIncidentStore } from './memory-incident-store.ts';
export { memoryStormStore } from './memory-storm-store.ts';
