import { MistakeError } from '@trailbell/cdk';
import { type Detection } from '@trailbell/detections';
import { type Environment } from '../config.ts';
import { gapsOf } from './gaps.ts';

/** Refuses an environment with blind spots, unless it says which it accepts and why. */
export function refuseBlindSpots(name: string, environment: Environment, detections: readonly Detection[]): void {
  const blind = detections.flatMap((detection) => {
    const [gap] = gapsOf(environment, detection);
    return gap === undefined ? [] : { id: detection.id, why: gap.why };
  });
  const allowed = environment.allowBlindSpots.map(({ detection }) => detection);

  const sentences = [
    ...blind.filter(({ id }) => !allowed.includes(id)).map(({ why }) => `${why} or set allowBlindSpots with a reason.`),
    ...allowed
      .filter((detection) => !blind.some(({ id }) => id === detection))
      .map((detection) => `allowBlindSpots names ${detection}, which is no blind spot here. Remove it.`),
  ];
  if (sentences.length > 0) {
    throw new MistakeError(sentences.map((sentence) => `environments/${name}.ts: ${sentence}`).join('\n'));
  }
}
