import { type Detection } from './define-detection.ts';
import { type Settings } from './settings.ts';

/** Every detection, in alphabetical order, with patterns resolved for these settings. A detection that the settings switch off is left out. */
export function catalogueFor(_settings: Settings): readonly Detection[] {
  throw new Error('not written yet');
}
