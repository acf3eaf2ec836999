import { type TargetConfiguration } from '@nx/devkit';

/**
 * Deploys one app's stack and no other, from the assembly that infra:synth left. The core stacks come first: run alone
 * it deploys them too, and `--excludeTaskDependencies` keeps that order among what was asked for, adding nothing.
 */
export function deployTargetOf(app: string): TargetConfiguration {
  return {
    executor: 'nx:run-commands',
    cache: false,
    dependsOn: [{ projects: ['infra'], target: 'deploy' }],
    options: {
      // Its cdk.json keeps the CLI from reporting to anybody.
      cwd: 'apps/infra',
      command: `cdk deploy --app ../../dist/apps/infra/cdk.out --require-approval never --exclusively trailbell-${app}`,
    },
  };
}
