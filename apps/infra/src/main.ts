import { fileURLToPath } from 'node:url';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { MistakeError, readLambdaApps } from '@trailbell/cdk';
import { catalogueFor } from '@trailbell/detections';
import { refuseBlindSpots } from './blind-spots/blind-spots.ts';
import { settingsOf } from './config.ts';
import { readEnvironment } from './read-environment.ts';
import { addStacks } from './stacks.ts';

const workspace = new URL('../../../', import.meta.url);

try {
  const name = process.env.TRAILBELL_ENVIRONMENT ?? 'example';
  const environment = await readEnvironment(name);
  const detections = catalogueFor(settingsOf(environment));
  refuseBlindSpots(name, environment, detections);

  const app = new App();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  addStacks(app, {
    environment,
    detections,
    apps: readLambdaApps(fileURLToPath(new URL('apps', workspace))),
    bundles: fileURLToPath(new URL('dist/apps', workspace)),
  });
  app.synth();
} catch (error) {
  if (!(error instanceof MistakeError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
