import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { sagemakerLifecycleOrGlueEndpoint } from './sagemaker-lifecycle-or-glue-endpoint.ts';

const script = recordOf('sagemaker:UpdateNotebookInstanceLifecycleConfig', {
  notebookInstanceLifecycleConfigName: 'install-tools',
  onStart: [{ content: 'IyEvYmluL2Jhc2gK' }],
});
const notebook = (change: object) =>
  recordOf('sagemaker:UpdateNotebookInstance', { notebookInstanceName: 'forecasts', ...change });

describeDetection(sagemakerLifecycleOrGlueEndpoint, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a script that is changed': {
      event: script,
      summary: 'ana (IAM user) changed the start script of notebooks install-tools',
      subject: 'install-tools',
    },
    'a script that a role for deployments changes, in the digest': {
      event: by(callers.deploy, script),
      severity: 'low',
      summary: 'build-77 (role deploy) changed the start script of notebooks install-tools',
    },
    'a notebook that gets a script': {
      event: notebook({ lifecycleConfigName: 'install-tools' }),
      summary: 'ana (IAM user) changed the notebook forecasts with the start script install-tools',
      subject: 'forecasts',
    },
    'a notebook that gets another role': {
      event: notebook({ roleArn: 'arn:aws:iam::111122223333:role/admin' }),
      summary: 'ana (IAM user) changed the notebook forecasts with the role admin',
    },
    'a notebook that grows, in the digest': {
      event: notebook({ instanceType: 'ml.t3.large' }),
      severity: 'low',
      summary: 'ana (IAM user) changed the notebook forecasts',
    },
    'a new notebook, in the digest': {
      event: recordOf('sagemaker:CreateNotebookInstance', {
        notebookInstanceName: 'forecasts',
        roleArn: 'arn:aws:iam::111122223333:role/analyst',
      }),
      severity: 'low',
      summary: 'ana (IAM user) created the notebook forecasts with the role analyst',
    },
    'an endpoint of Glue': {
      event: recordOf('glue:CreateDevEndpoint', {
        endpointName: 'etl-dev',
        roleArn: 'arn:aws:iam::111122223333:role/etl',
        publicKey: 'ssh-ed25519 AAAAEXAMPLE',
      }),
      summary: 'ana (IAM user) created the Glue development endpoint etl-dev with the role etl',
    },
    'an endpoint of Glue that gets another key': {
      event: recordOf('glue:UpdateDevEndpoint', { endpointName: 'etl-dev', publicKey: 'ssh-ed25519 AAAAEXAMPLE' }),
      summary: 'ana (IAM user) changed the Glue development endpoint etl-dev',
    },
    'a record without parameters': {
      event: { ...script, requestParameters: null },
      summary: 'ana (IAM user) changed the start script of notebooks (not named)',
    },
  },
  ignores: {
    'a script that is deleted': { ...script, eventName: 'DeleteNotebookInstanceLifecycleConfig' },
    'a call that was denied': denied(script),
  },
});
