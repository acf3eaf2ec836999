import { type Configuration } from '../configuration.ts';
import { type Detection, catalogueFor } from '@trailbell/detections';

/** The detection is not in the catalogue, or the settings switch it off. */
export class UnknownDetectionError extends Error {
  override readonly name = 'UnknownDetectionError';
}

/** The detections of these ids, of the catalogue with these settings; all of it when none is named. */
export function chosenDetections(ids: readonly string[], { detections }: Configuration): readonly Detection[] {
  const catalogue = catalogueFor(detections);
  const unknown = ids.find((id) => catalogue.every((detection) => detection.id !== id));
  if (unknown !== undefined) {
    const words = new Set(unknown.split('-'));
    const alike = catalogue.map(({ id }) => id).filter((id) => id.split('-').some((word) => words.has(word)));
    const known = (alike.length > 0 ? alike : catalogue.map(({ id }) => id)).join(', ');
    throw new UnknownDetectionError(
      `--detection ${unknown} is none, or its settings switch it off. ${alike.length > 0 ? 'Alike' : 'Known'}: ${known}`,
    );
  }
  return catalogue.filter(({ id }) => ids.length === 0 || ids.includes(id));
}
