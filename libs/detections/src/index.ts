export { Alert } from './alert.ts';
export { Severity, severities } from './severity.ts';
export { Settings } from './settings.ts';
export { type Detection, defineDetection } from './define-detection.ts';
export { catalogueFor } from './catalogue.ts';
export { type Evaluation, evaluate } from './evaluate.ts';
