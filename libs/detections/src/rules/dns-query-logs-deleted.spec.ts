import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { dnsQueryLogsDeleted } from './dns-query-logs-deleted.ts';

const deleting = recordOf('route53resolver:DeleteResolverQueryLogConfig', {
  originSequenceNumber: 0,
  resolverQueryLogConfigId: 'rqlc-5aa5',
});

describeDetection(dnsQueryLogsDeleted, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a configuration that is deleted': {
      event: deleting,
      summary: 'ana (IAM user) deleted the logging of DNS queries rqlc-5aa5',
      subject: 'rqlc-5aa5',
    },
    'a network whose queries are logged no longer': {
      event: recordOf('route53resolver:DisassociateResolverQueryLogConfig', {
        resolverQueryLogConfigId: 'rqlc-5aa5',
        resourceId: 'vpc-0a1b',
      }),
      summary: 'ana (IAM user) took the logging of DNS queries rqlc-5aa5 from vpc-0a1b',
      subject: 'rqlc-5aa5',
    },
    'a public zone': {
      event: recordOf('route53:DeleteQueryLoggingConfig', { id: '87d3' }),
      severity: 'medium',
      summary: 'ana (IAM user) deleted the logging of DNS queries 87d3 of a public zone',
    },
    'an attempt that was denied': {
      event: denied(deleting, { errorCode: 'AccessDeniedException' }),
      severity: 'medium',
      summary: 'ana (IAM user) tried to delete the logging of DNS queries and was denied',
      subject: 'DNS query logs of 111122223333 in eu-central-1',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, deleting),
      severity: 'low',
      summary: 'build-77 (role deploy) deleted the logging of DNS queries rqlc-5aa5',
    },
  },
  ignores: {
    'a configuration that is still in use': { ...deleting, errorCode: 'InvalidRequestException' },
    'a configuration that is created': { ...deleting, eventName: 'CreateResolverQueryLogConfig' },
  },
});
