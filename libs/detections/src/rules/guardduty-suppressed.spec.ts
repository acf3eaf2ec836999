import { describeDetection } from '../testing/describe-detection.ts';
import { by, callers, denied, recordOf } from '../testing/record-of.ts';
import { guarddutySuppressed } from './guardduty-suppressed.ts';

const calling = (eventName: string, parameters: object) =>
  recordOf(`guardduty:${eventName}`, { detectorId: 'c6b9', ...parameters });
const filtering = (criterion: object, action = 'ARCHIVE') =>
  calling('CreateFilter', { name: 'quiet', action, rank: 1, findingCriteria: { criterion }, clientToken: '1f0a' });
const trusting = calling('CreateIPSet', {
  name: 'office',
  format: 'TXT',
  location: 'https://s3.amazonaws.com/example-lists/office.txt',
  activate: true,
});

describeDetection(guarddutySuppressed, {
  settings: { deployRoles: ['arn:aws:iam::111122223333:role/deploy'] },
  alerts: {
    'a filter that hides whatever comes': {
      event: filtering({}),
      summary: 'ana (IAM user) made GuardDuty archive every finding by the filter quiet',
      subject: 'GuardDuty of 111122223333 in eu-central-1',
    },
    'a filter that hides every type from one address': {
      event: filtering({ 'service.action.awsApiCallAction.remoteIpDetails.ipAddressV4': { equals: ['203.0.113.24'] } }),
      summary:
        'ana (IAM user) made GuardDuty archive findings of every type, chosen by service.action.awsApiCallAction.remoteIpDetails.ipAddressV4 by the filter quiet',
    },
    'a filter that names what it hides': {
      event: filtering({
        type: { eq: ['Recon:EC2/PortProbeUnprotectedPort'] },
        'resource.instanceDetails.instanceId': {},
      }),
      severity: 'medium',
      summary:
        'ana (IAM user) made GuardDuty archive its findings of Recon:EC2/PortProbeUnprotectedPort by the filter quiet',
    },
    'a filter that is changed to hide': {
      event: calling('UpdateFilter', { filterName: 'quiet', action: 'ARCHIVE' }),
      summary: 'ana (IAM user) made GuardDuty archive every finding by the filter quiet',
    },
    'a list of addresses to trust': {
      event: trusting,
      summary:
        'ana (IAM user) added the list office of addresses that GuardDuty trusts, read from https://s3.amazonaws.com/example-lists/office.txt',
    },
    'a list of addresses to trust that is read from elsewhere': {
      event: calling('UpdateIPSet', { ipSetId: '0cb0', location: 'https://s3.amazonaws.com/example-elsewhere/a.txt' }),
      summary:
        'ana (IAM user) changed the list 0cb0 of addresses that GuardDuty trusts, read from https://s3.amazonaws.com/example-elsewhere/a.txt',
    },
    'a list of threats that is switched off': {
      event: calling('UpdateThreatIntelSet', { threatIntelSetId: '8d1b', activate: false }),
      severity: 'medium',
      summary: 'ana (IAM user) took away the list 8d1b of addresses that GuardDuty warns of',
    },
    'a list of threats that is deleted': {
      event: calling('DeleteThreatIntelSet', { threatIntelSetId: '8d1b' }),
      severity: 'medium',
      summary: 'ana (IAM user) took away the list 8d1b of addresses that GuardDuty warns of',
    },
    'findings that are archived, for the digest': {
      event: calling('ArchiveFindings', { findingIds: ['b4b0', '5a1c'] }),
      severity: 'low',
      summary: 'ana (IAM user) archived 2 findings of GuardDuty',
    },
    'a role that deploys, for the digest': {
      event: by(callers.deploy, trusting),
      severity: 'low',
      summary:
        'build-77 (role deploy) added the list office of addresses that GuardDuty trusts, read from https://s3.amazonaws.com/example-lists/office.txt',
    },
  },
  ignores: {
    'a filter that only sorts': filtering({}, 'NOOP'),
    'a list that is not active': calling('CreateIPSet', { name: 'office', activate: false }),
    'a list of threats that is read anew': calling('UpdateThreatIntelSet', {
      threatIntelSetId: '8d1b',
      activate: true,
    }),
    'a service that archives what it has dealt with': by(
      callers.service,
      calling('ArchiveFindings', { findingIds: ['b4b0'] }),
    ),
    'a call that was denied': denied(trusting),
    'the list of a web firewall': { ...trusting, eventSource: 'wafv2.amazonaws.com' },
  },
});
