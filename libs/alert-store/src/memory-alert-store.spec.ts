import { memoryAlertStore } from './memory-alert-store.ts';
import { describeAlertStore } from './testing/describe-alert-store.ts';

describeAlertStore('the alert store in memory', {
  open: (now) => memoryAlertStore({ now }),
});
