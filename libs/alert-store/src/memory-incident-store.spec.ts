import { memoryIncidentStore } from './memory-incident-store.ts';
import { describeIncidentStore } from './testing/describe-incident-store.ts';

describeIncidentStore('the incident store in memory', {
  open: (now) => memoryIncidentStore({ now }),
});
