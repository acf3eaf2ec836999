import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, calls, denied, recordOf } from '../testing/record-of.ts';
import { ssmCommandSent } from './ssm-command-sent.ts';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const running = (...instanceIds: readonly string[]) =>
  recordOf('ssm:SendCommand', {
    documentName: 'AWS-RunShellScript',
    instanceIds,
    interactive: false,
    parameters: HIDDEN,
  });
const instances = (count: number) => Array.from({ length: count }, (_, index) => `i-0a1b2c3d4e5f6000${index}`);

describeDetection(ssmCommandSent, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a shell on one machine': {
      event: running('i-0a1b2c3d4e5f60000'),
      summary: 'ana (IAM user) ran shell commands on i-0a1b2c3d4e5f60000',
      subject: 'ana',
    },
    'a document of their own on four': {
      event: recordOf('ssm:SendCommand', { documentName: 'example-inventory', instanceIds: instances(4) }),
      summary:
        'ana (IAM user) ran example-inventory on i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001, i-0a1b2c3d4e5f60002 and 1 more',
    },
    'machines that are chosen by their tags': {
      event: recordOf('ssm:SendCommand', { documentName: 'AWS-RunPowerShellScript', targets: [{ key: 'tag:env' }] }),
      summary: 'ana (IAM user) ran shell commands on machines chosen by tags',
    },
    'a document that runs again and again': {
      event: recordOf('ssm:CreateAssociation', { name: 'AWS-RunShellScript', instanceId: 'i-0a1b2c3d4e5f60000' }),
      summary: 'ana (IAM user) has AWS-RunShellScript run again and again on i-0a1b2c3d4e5f60000',
    },
    'an automation': {
      event: recordOf('ssm:StartAutomationExecution', { documentName: 'AWS-RestartEC2Instance' }),
      summary: 'ana (IAM user) started the automation AWS-RestartEC2Instance on machines chosen by tags',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, running('i-0a1b2c3d4e5f60000')),
      severity: 'low',
      summary: 'build-77 (role deploy) ran shell commands on i-0a1b2c3d4e5f60000',
    },
  },
  bursts: {
    'five machines, one after the other': {
      events: calls(5, (index) => running(instances(5)[index] ?? '')),
      severity: 'high',
      summary:
        'ana (IAM user) ran commands on 5 different machines in 40 seconds: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001, i-0a1b2c3d4e5f60002 and 2 more',
      subject: 'ana',
    },
    'five machines at once': {
      events: [running(...instances(5))],
      severity: 'high',
      summary:
        'ana (IAM user) ran commands on 5 different machines in 1 second: i-0a1b2c3d4e5f60000, i-0a1b2c3d4e5f60001, i-0a1b2c3d4e5f60002 and 2 more',
    },
  },
  apart: {
    'one machine again and again': calls(10, () => running('i-0a1b2c3d4e5f60000')),
    'machines of several administrators': calls(8, (index) =>
      by(index % 2 === 0 ? callers.ana : callers.sso, running(instances(8)[index] ?? '')),
    ),
  },
  ignores: {
    'a command that was refused': denied(running('i-0a1b2c3d4e5f60000')),
    'a service that patches': by(callers.cloudFormation, running('i-0a1b2c3d4e5f60000')),
  },
});
