import { memoryIncidentStore } from './memory-incident-store.ts';
import { memoryStormStore } from './memory-storm-store.ts';
import { describeStormStore } from './testing/describe-storm-store.ts';

describeStormStore('the storm store in memory', {
  open: (now, perMinute) => {
    const storms = memoryStormStore({ now, perMinute });
    return { storms, incidents: memoryIncidentStore({ now, storms }) };
  },
});
