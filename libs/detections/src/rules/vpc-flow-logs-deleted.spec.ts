import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { vpcFlowLogsDeleted } from './vpc-flow-logs-deleted.ts';

const deletingLogs = (FlowLogId: unknown) => recordOf('ec2:DeleteFlowLogs', { DeleteFlowLogsRequest: { FlowLogId } });
const deleting = deletingLogs({ tag: 1, content: 'fl-0a1b' });
const denial = { errorCode: 'Client.UnauthorizedOperation' };

describeDetection(vpcFlowLogsDeleted, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a flow log that is deleted': {
      event: deleting,
      summary: 'ana (IAM user) deleted the VPC flow logs fl-0a1b',
      subject: 'fl-0a1b',
    },
    'several at once': {
      event: deletingLogs([
        { tag: 1, content: 'fl-0a1b' },
        { tag: 2, content: 'fl-0c2d' },
      ]),
      summary: 'ana (IAM user) deleted the VPC flow logs fl-0a1b and fl-0c2d',
      subject: 'fl-0a1b',
    },
    'an attempt that was denied': {
      event: denied(deleting, { ...denial, requestParameters: deleting.requestParameters }),
      severity: 'medium',
      summary: 'ana (IAM user) tried to delete the VPC flow logs fl-0a1b and was denied',
    },
    'an attempt that was denied, and does not say on what': {
      event: denied(deleting, denial),
      severity: 'medium',
      summary: 'ana (IAM user) tried to delete VPC flow logs and was denied',
      subject: 'flow logs of 111122223333 in eu-central-1',
    },
    'a stack that takes its network down, for the digest': {
      event: by(callers.cloudFormation, deleting),
      severity: 'low',
      summary: 'build-77 (role deploy) through cloudformation.amazonaws.com deleted the VPC flow logs fl-0a1b',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, deleting),
      severity: 'low',
      summary: 'build-77 (role deploy) deleted the VPC flow logs fl-0a1b',
    },
  },
  ignores: {
    'a flow log that does not exist': { ...deleting, errorCode: 'Client.InvalidFlowLogId.NotFound' },
    'flow logs that are created': { ...deleting, eventName: 'CreateFlowLogs' },
  },
});
