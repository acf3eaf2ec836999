import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { trafficMirroringCreated } from './traffic-mirroring-created.ts';

const session = recordOf('ec2:CreateTrafficMirrorSession', {
  CreateTrafficMirrorSessionRequest: {
    ClientToken: 'example',
    NetworkInterfaceId: 'eni-0f1e',
    SessionNumber: 1,
    TrafficMirrorFilterId: 'tmf-0f1e',
    TrafficMirrorTargetId: 'tmt-0f1e',
  },
});

describeDetection(trafficMirroringCreated, {
  alerts: {
    'a session': {
      event: session,
      summary: 'ana (IAM user) mirrored the traffic of eni-0f1e to tmt-0f1e',
      subject: 'traffic mirroring of 111122223333 in eu-central-1',
    },
    'a session that gets another target': {
      event: recordOf('ec2:ModifyTrafficMirrorSession', {
        ModifyTrafficMirrorSessionRequest: { TrafficMirrorSessionId: 'tms-0f1e', TrafficMirrorTargetId: 'tmt-9999' },
      }),
      summary: 'ana (IAM user) changed the mirroring tms-0f1e to tmt-9999',
    },
    'a target': {
      event: recordOf('ec2:CreateTrafficMirrorTarget', {
        CreateTrafficMirrorTargetRequest: { ClientToken: 'example', NetworkInterfaceId: 'eni-9999' },
      }),
      severity: 'medium',
      summary: 'ana (IAM user) made eni-9999 a receiver of mirrored traffic',
    },
    'a filter, in the digest': {
      event: recordOf('ec2:CreateTrafficMirrorFilter', {
        CreateTrafficMirrorFilterRequest: { ClientToken: 'example' },
      }),
      severity: 'low',
      summary: 'ana (IAM user) created a filter for mirrored traffic',
    },
    "a filter's rule, in the digest": {
      event: recordOf('ec2:CreateTrafficMirrorFilterRule', {
        CreateTrafficMirrorFilterRuleRequest: { TrafficMirrorFilterId: 'tmf-0f1e', RuleAction: 'accept' },
      }),
      severity: 'low',
      summary: 'ana (IAM user) added a rule to the filter tmf-0f1e',
    },
    'a session without parameters': {
      event: { ...session, requestParameters: null },
      summary: 'ana (IAM user) mirrored the traffic of a network interface to another target',
    },
  },
  ignores: {
    'a session that is deleted': { ...session, eventName: 'DeleteTrafficMirrorSession' },
    'a machine that cannot be mirrored': { ...session, errorCode: 'Client.NetworkInterfaceNotSupported' },
    'a call that was denied': denied(session, { errorCode: 'Client.UnauthorizedOperation' }),
  },
});
