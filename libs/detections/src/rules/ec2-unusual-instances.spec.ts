import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { ec2UnusualInstances } from './ec2-unusual-instances.ts';

const run = (instanceType: string | undefined, maxCount = 1, fields: Readonly<Record<string, unknown>> = {}) =>
  recordOf(
    'ec2:RunInstances',
    { instancesSet: { items: [{ imageId: 'ami-0a1b', minCount: 1, maxCount }] }, instanceType, blockDeviceMapping: {} },
    fields,
  );
const refused = { errorCode: 'Client.UnauthorizedOperation', errorMessage: 'You are not authorized.' };
const quota = (serviceCode: string) =>
  recordOf('servicequotas:RequestServiceQuotaIncrease', { serviceCode, quotaCode: 'L-EXAMPLE1', desiredValue: 512 });

describeDetection(ec2UnusualInstances, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a machine with accelerators': {
      event: run('p5.48xlarge'),
      summary: 'ana (IAM user) started a machine (p5.48xlarge)',
      subject: 'arn:aws:iam::111122223333:user/ana',
    },
    'an attempt that was denied': {
      event: run('p2.xlarge', 10, refused),
      summary: 'ana (IAM user) tried to start up to 10 machines (p2.xlarge) and was denied',
    },
    'an attempt beyond the quota': {
      event: run('g5.xlarge', 1, { errorCode: 'Client.VcpuLimitExceeded' }),
      summary: 'ana (IAM user) tried to start a machine (g5.xlarge) and failed',
    },
    'very many small ones': {
      event: run('t3.micro', 50),
      summary: 'ana (IAM user) started up to 50 machines (t3.micro)',
    },
    'a machine whose template names accelerators': {
      event: run(undefined, 1, { responseElements: { instancesSet: { items: [{ instanceType: 'g5.xlarge' }] } } }),
      summary: 'ana (IAM user) started a machine (g5.xlarge)',
    },
    'a fleet': {
      event: recordOf('ec2:CreateFleet', {
        CreateFleetRequest: {
          TargetCapacitySpecification: { TotalTargetCapacity: 40 },
          LaunchTemplateConfigs: { tag: 1, Overrides: { tag: 1, InstanceType: 'c7i.large' } },
        },
      }),
      summary: 'ana (IAM user) started up to 40 machines (c7i.large)',
    },
    'machines on the spot market': {
      event: recordOf('ec2:RequestSpotInstances', {
        instanceCount: 2,
        launchSpecification: { instanceType: 'c7i.metal-24xl' },
      }),
      summary: 'ana (IAM user) started up to 2 machines (c7i.metal-24xl)',
    },
    'a machine with accelerators, by a role for deployments, in the digest': {
      event: by(callers.deploy, run('g5.xlarge')),
      severity: 'low',
      summary: 'build-77 (role deploy) started a machine (g5.xlarge)',
    },
    'a larger quota of machines': {
      event: quota('ec2'),
      summary: 'ana (IAM user) asked for a larger quota of ec2 L-EXAMPLE1, to 512',
    },
    'a larger quota of something else, in the digest': {
      event: quota('cloudformation'),
      severity: 'low',
      summary: 'ana (IAM user) asked for a larger quota of cloudformation L-EXAMPLE1, to 512',
    },
    'a larger quota that was denied': {
      event: denied(quota('ec2')),
      severity: 'low',
      summary: 'ana (IAM user) tried to ask for a larger quota of a service and was denied',
    },
  },
  ignores: {
    'a small machine': run('t3.micro'),
    'a few small machines': run('m7g.xlarge', 9),
    'a small machine that was denied': run('t3.micro', 1, refused),
    'machines that a group scales': by(
      { ...callers.deploy, invokedBy: 'autoscaling.amazonaws.com' },
      run('p5.48xlarge'),
    ),
    'a record without parameters': denied(run('p5.48xlarge')),
  },
});
