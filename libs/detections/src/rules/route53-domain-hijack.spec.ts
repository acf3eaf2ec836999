import { describeDetection } from '../testing/describe-detection.ts';
import { denied, recordOf } from '../testing/record-of.ts';
import { route53DomainHijack } from './route53-domain-hijack.ts';

const unlocked = recordOf('route53domains:DisableDomainTransferLock', { domainName: 'example.com' });
const transferredTo = (accountId?: string) =>
  recordOf('route53domains:TransferDomainToAnotherAwsAccount', { domainName: 'example.com', accountId });

describeDetection(route53DomainHijack, {
  settings: { ownAccounts: ['777788889999'] },
  alerts: {
    'a lock that is taken off': {
      event: unlocked,
      summary: 'ana (IAM user) took the transfer lock off the domain example.com',
      subject: 'example.com',
    },
    'a lock that is taken off, by the other source': {
      event: { ...unlocked, eventSource: 'route53.amazonaws.com' },
      summary: 'ana (IAM user) took the transfer lock off the domain example.com',
    },
    "a transfer to somebody else's account": {
      event: transferredTo('444455556666'),
      severity: 'critical',
      summary: 'ana (IAM user) is transferring the domain example.com to another account (444455556666)',
    },
    'a transfer to an account the record does not name': {
      event: transferredTo(),
      severity: 'critical',
      summary: 'ana (IAM user) is transferring the domain example.com to another account',
    },
    'a transfer to an account of our own': {
      event: transferredTo('777788889999'),
      severity: 'medium',
      summary: 'ana (IAM user) is transferring the domain example.com to another account (777788889999)',
    },
    'the code for a transfer': {
      event: recordOf('route53domains:RetrieveDomainAuthCode', { domainName: 'example.com' }, { readOnly: true }),
      summary: 'ana (IAM user) read the code that allows to transfer the domain example.com',
    },
    'other name servers': {
      event: recordOf('route53domains:UpdateDomainNameservers', {
        domainName: 'example.com',
        nameservers: [{ name: 'ns.example.net' }],
      }),
      summary: 'ana (IAM user) changed the name servers of the domain example.com',
    },
  },
  ignores: {
    'a lock that is put on': { ...unlocked, eventName: 'EnableDomainTransferLock' },
    'a domain that comes in': { ...unlocked, eventName: 'TransferDomain' },
    'a call that was denied': denied(unlocked),
  },
});
