import { expect, test } from '@jest/globals';
import { EnvironmentVariable } from '@trailbell/alerting';
import { type EventEnvelope, envelopeOf } from '@trailbell/cloudtrail-types';
import { KnownAlerts } from '../journal/known-alerts.ts';
import { type Sandbox } from '../sandbox.ts';
import { outcomeLines } from './outcome-lines.ts';

const ROUTING = {
  bySeverity: { critical: 'page', high: 'page', medium: 'alert', low: 'digest', info: 'digest' },
  channels: { page: '#security-page', alert: '#security-alerts', digest: '#security-digest' },
  email: [],
};

/** A sandbox in which this event lies in a dead-letter queue: nothing was decided about it. */
function sandboxWith(event: EventEnvelope): Sandbox {
  const environment = {
    [EnvironmentVariable.ROUTING]: JSON.stringify(ROUTING),
    [EnvironmentVariable.DETECTION_SETTINGS]: '{}',
  };
  return {
    journal: { alerts: new KnownAlerts(), deadLetterQueues: [{ messages: [{ body: JSON.stringify(event) }] }] },
    definitions: { functions: [{ environment }] },
  } as unknown as Sandbox;
}

function callOf(
  eventSource: string,
  eventName: string,
  requestParameters: Readonly<Record<string, unknown>>,
): EventEnvelope {
  return envelopeOf({
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAIOSFODNN7EXAMPLE',
      arn: 'arn:aws:iam::111122223333:user/ana',
      accountId: '111122223333',
      userName: 'ana',
    },
    ...{ eventTime: '2026-03-01T08:00:00Z', eventSource, eventName, awsRegion: 'us-east-1' },
    ...{ sourceIPAddress: '203.0.113.9', requestParameters, eventID: 'e-1', eventType: 'AwsApiCall' },
    ...{ readOnly: false, recipientAccountId: '111122223333', eventCategory: 'Management' },
  });
}

function told(event: EventEnvelope): readonly string[] {
  return outcomeLines(sandboxWith(event)).map(({ detectionId, outcome }) => `${detectionId} ${outcome}`);
}

test('an event that was never evaluated has a line for what it would have rung', () => {
  expect(told(callOf('cloudtrail.amazonaws.com', 'StopLogging', { name: 'main' }))).toEqual([
    'cloudtrail-stopped dead-lettered',
  ]);
});

test('and one for what it might have rung, with earlier events', () => {
  expect(told(callOf('secretsmanager.amazonaws.com', 'GetSecretValue', { secretId: 'payments' }))).toEqual([
    'secrets-bulk-read dead-lettered',
  ]);
});

test('nothing is told of an event that no detection wants', () => {
  expect(told(callOf('ec2.amazonaws.com', 'CreateTags', {}))).toEqual([]);
});
