import { MistakeError } from '@trailbell/cdk';
import { catalogueFor } from '@trailbell/detections';
import { settingsOf } from '../config.ts';
import { readEnvironment } from '../read-environment.ts';
import { blindSpotMap } from './blind-spot-map.ts';

/** `npm run blind-spots -- ENV`: where each detection can fire, and what no event will tell. Ends with 1 where there is no such environment. */
async function main([name = 'example']: readonly string[]): Promise<number> {
  try {
    const environment = await readEnvironment(name);
    const lines = blindSpotMap(environment, catalogueFor(settingsOf(environment)));
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof MistakeError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
