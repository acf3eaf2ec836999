import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { eksAuditLoggingOrEndpointChanged } from './eks-audit-logging-or-endpoint-changed.ts';

const updating = (change: object) =>
  recordOf('eks:UpdateClusterConfig', { name: 'payments', clientRequestToken: '1c0d', ...change });
const logging = (...clusterLogging: object[]) => ({ logging: { clusterLogging } });
const withoutAudit = updating(logging({ types: ['api', 'audit'], enabled: false }));

describeDetection(eksAuditLoggingOrEndpointChanged, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'an audit log that is turned off': {
      event: withoutAudit,
      summary: 'ana (IAM user) turned off the api and audit logs of the cluster payments',
      subject: 'payments',
    },
    'an audit log that is turned off while another is turned on': {
      event: updating(logging({ types: ['scheduler'], enabled: true }, { types: ['audit'], enabled: false })),
      summary: 'ana (IAM user) turned off the audit logs of the cluster payments',
    },
    'logs for operators, for the digest': {
      event: updating(logging({ types: ['scheduler', 'controllerManager'], enabled: false })),
      severity: 'low',
      summary: 'ana (IAM user) turned off the scheduler and controllerManager logs of the cluster payments',
    },
    'an API that everybody can reach': {
      event: updating({
        resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['203.0.113.0/24', '0.0.0.0/0'] },
      }),
      severity: 'medium',
      summary: 'ana (IAM user) let the whole internet reach the API of the cluster payments',
    },
    'an API that is made public, and does not say for whom': {
      event: updating({ resourcesVpcConfig: { endpointPublicAccess: true, endpointPrivateAccess: true } }),
      severity: 'medium',
      summary: 'ana (IAM user) let the whole internet reach the API of the cluster payments',
    },
    'both at once': {
      event: updating({
        ...logging({ types: ['audit'], enabled: false }),
        resourcesVpcConfig: { publicAccessCidrs: ['0.0.0.0/0'] },
      }),
      summary:
        'ana (IAM user) turned off the audit logs and let the whole internet reach the API of the cluster payments',
    },
    'a stack that is deployed, for the digest': {
      event: by(callers.cloudFormation, withoutAudit),
      severity: 'low',
      summary:
        'build-77 (role deploy) through cloudformation.amazonaws.com turned off the api and audit logs of the cluster payments',
    },
  },
  ignores: {
    'logs that are turned on': updating(logging({ types: ['api', 'audit', 'authenticator'], enabled: true })),
    'an API that one office can reach': updating({
      resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['203.0.113.0/24'] },
    }),
    'an API that is closed': updating({
      resourcesVpcConfig: { endpointPublicAccess: false, publicAccessCidrs: ['0.0.0.0/0'] },
    }),
    'a call that was denied': denied(withoutAudit),
  },
});
