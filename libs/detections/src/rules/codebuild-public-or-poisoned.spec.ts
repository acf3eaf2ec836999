import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { codebuildPublicOrPoisoned } from './codebuild-public-or-poisoned.ts';

const visible = (projectVisibility: string) =>
  recordOf('codebuild:UpdateProjectVisibility', {
    projectArn: 'arn:aws:codebuild:eu-central-1:111122223333:project/release',
    projectVisibility,
    resourceAccessRole: 'arn:aws:iam::111122223333:role/service-role/builds',
  });
const credentials = recordOf('codebuild:ImportSourceCredentials', {
  token: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  serverType: 'GITHUB',
  authType: 'PERSONAL_ACCESS_TOKEN',
});

describeDetection(codebuildPublicOrPoisoned, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a public project': {
      event: visible('PUBLIC_READ'),
      severity: 'high',
      summary: 'ana (IAM user) made the build project release public',
      subject: 'release',
    },
    'credentials for sources': {
      event: credentials,
      summary: 'ana (IAM user) gave all build projects other credentials for their sources at GITHUB',
      subject: 'source credentials of 111122223333',
    },
    'credentials for sources, by a role for deployments, in the digest': {
      event: by(callers.deploy, credentials),
      severity: 'low',
      summary: 'build-77 (role deploy) gave all build projects other credentials for their sources at GITHUB',
    },
    'another source and role, in the digest': {
      event: recordOf('codebuild:UpdateProject', {
        name: 'release',
        source: { type: 'GITHUB', location: 'https://git.example.com/shop.git' },
        serviceRole: 'arn:aws:iam::111122223333:role/service-role/builds',
      }),
      severity: 'low',
      summary:
        'ana (IAM user) changed source (https://git.example.com/shop.git) and role (builds) of the build project release',
      subject: 'release',
    },
    'another description, in the digest': {
      event: recordOf('codebuild:UpdateProject', { name: 'release', description: 'builds the shop' }),
      severity: 'low',
      summary: 'ana (IAM user) changed the build project release',
    },
  },
  ignores: {
    'a project that is made private': visible('PRIVATE'),
    'a project without parameters': { ...visible('PUBLIC_READ'), requestParameters: null },
    'a call that was denied': denied(visible('PUBLIC_READ')),
  },
});
