import { expect, test } from '@jest/globals';
import { inForce } from '../catalogue.ts';
import { evaluate } from '../evaluate.ts';
import { Settings } from '../settings.ts';
import { describeDetection } from '../testing/describe-detection.ts';
import { findingOf } from '../testing/finding-of.ts';
import { healthCredentialsExposed } from './health-credentials-exposed.ts';

const health = (service: string, code: string, fields: object = {}) =>
  findingOf('health', service === 'ABUSE' ? 'AWS Health Abuse Event' : 'AWS Health Event', {
    eventArn: `arn:aws:health:us-east-1::event/${service}/${code}/${code}-DVNePcpQ2o`,
    service,
    eventTypeCode: code,
    eventTypeCategory: 'issue',
    eventScopeCode: 'ACCOUNT_SPECIFIC',
    communicationId: 'acf0ec86',
    startTime: 'Tue, 13 Oct 2026 07:00:00 GMT',
    lastUpdatedTime: 'Tue, 13 Oct 2026 07:01:00 GMT',
    statusCode: 'open',
    eventRegion: 'us-east-1',
    eventDescription: [{ language: 'en_US', latestDescription: 'Your AWS account may be compromised.' }],
    affectedEntities: [{ entityValue: 'AKIAIOSFODNN7EXAMPLE' }],
    page: '1',
    totalPages: '1',
    affectedAccount: '444455556666',
    ...fields,
  });
const exposed = health('RISK', 'AWS_RISK_CREDENTIALS_EXPOSED');
const instances = (count: number) => ({
  affectedEntities: Array.from({ length: count }, (_, index) => ({
    entityValue: `arn:aws:ec2:us-east-1:111122223333:instance/i-0${index}`,
  })),
});

describeDetection(healthCredentialsExposed, {
  alerts: {
    'a key that AWS found': {
      event: exposed,
      summary: 'AWS Health reports a risk, credentials exposed, about the access key that ends in MPLE',
      subject: 'AWS_RISK_CREDENTIALS_EXPOSED-DVNePcpQ2o',
    },
    'a key that may be known, of nobody named': {
      event: health('RISK', 'AWS_RISK_CREDENTIALS_EXPOSURE_SUSPECTED', { affectedEntities: [] }),
      summary: 'AWS Health reports a risk, credentials exposure suspected',
    },
    'machines that flood others': {
      event: health('ABUSE', 'AWS_ABUSE_DOS_REPORT', instances(5)),
      severity: 'high',
      summary:
        'AWS Health reports abuse, dos report, by arn:aws:ec2:us-east-1:111122223333:instance/i-00, arn:aws:ec2:us-east-1:111122223333:instance/i-01, arn:aws:ec2:us-east-1:111122223333:instance/i-02 and 2 more',
    },
    'a complaint about what somebody published': {
      event: health('ABUSE', 'AWS_ABUSE_COPYRIGHT_DMCA_REPORT', { affectedEntities: null }),
      severity: 'medium',
      summary: 'AWS Health reports abuse, copyright dmca report',
    },
  },
  ignores: {
    'a risk that is over': health('RISK', 'AWS_RISK_CREDENTIALS_EXPOSED', { statusCode: 'closed' }),
    'an outage': { ...exposed, detail: { ...exposed.detail, service: 'EC2' } },
    'an event of another service': { ...exposed, source: 'aws.guardduty' },
  },
});

test('tells the account it is about, and no key', () => {
  const detection = inForce(healthCredentialsExposed, Settings.parse({}));
  const [alert] = evaluate(detection ? [detection] : [], exposed).alerts;

  expect(alert).toMatchObject({ account: '444455556666', eventName: 'AWS Health Event', eventSource: 'aws.health' });
  expect(JSON.stringify(alert)).not.toContain('AKIA');
});
