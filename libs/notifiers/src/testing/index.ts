export { alertExample } from './alert-example.ts';
export { HOSTILE, hostileAlert, hostileText } from './hostile-text.ts';
export { emailActivity, slackActivity } from './inertness.ts';
