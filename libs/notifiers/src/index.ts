export { type Notifier, NotToldError, type Receipt } from './notifier.ts';
