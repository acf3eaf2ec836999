import { describe, expect, test } from '@jest/globals';
import { isHeartbeat } from '@trailbell/alerting';
import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { catalogueFor, evaluatorFor } from '@trailbell/detections';
import { type Pattern, matches } from '@trailbell/event-pattern';
import { collectorRegionsOf } from './config.ts';
import { ofType } from './testing/resources.ts';
import { environmentWith, synthesised } from './testing/synthesised.ts';

const resources = synthesised();
const regions = collectorRegionsOf(environmentWith());

/** As CloudTrail reports what the schedule of a region does. */
function beatOf(region: string, role = `trailbell-heartbeat-${region}`): EventEnvelope {
  return {
    version: '0',
    id: `beat-${region}`,
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.sqs',
    account: '111122223333',
    time: '2026-10-13T07:00:00Z',
    region,
    resources: [],
    detail: {
      eventVersion: '1.11',
      eventID: `beat-${region}`,
      eventTime: '2026-10-13T07:00:00Z',
      eventSource: 'sqs.amazonaws.com',
      eventName: 'UntagQueue',
      awsRegion: region,
      readOnly: false,
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::111122223333:assumed-role/${role}/example`,
        accountId: '111122223333',
        sessionContext: { sessionIssuer: { type: 'Role', userName: role } },
      },
    },
  };
}

function rulesThatTake(event: EventEnvelope, stack: string): readonly string[] {
  return ofType(resources, 'AWS::Events::Rule')
    .filter((rule) => rule.stack === stack && matches(rule.properties.EventPattern as Pattern, event))
    .map(({ properties }) => String(properties.Name));
}

describe('the heartbeat', () => {
  test.each(regions)('of %s is a call by a role of its own, on the queue of the collector there', (region) => {
    const [schedule] = ofType(resources, 'AWS::Scheduler::Schedule').filter(
      ({ stack }) => stack === `trailbell-collector-${region}`,
    );
    const { Arn, Input } = schedule?.properties.Target as { Arn: string; Input: string };

    expect(schedule?.properties).toMatchObject({
      Name: `trailbell-heartbeat-${region}`,
      ScheduleExpression: 'rate(5 minutes)',
    });
    expect(Arn).toBe('arn:aws:scheduler:::aws-sdk:sqs:untagQueue');
    expect(Object.keys(JSON.parse(Input) as object)).toEqual(['QueueUrl', 'TagKeys']);
  });

  test.each(regions)('of %s is forwarded by its collector and taken on the hub for alert-lambda', (region) => {
    expect(rulesThatTake(beatOf(region), `trailbell-collector-${region}`)).toEqual([
      expect.stringMatching('^trailbell-collector-writes-'),
    ]);
    expect(rulesThatTake(beatOf(region), 'trailbell-alert-lambda')).toEqual([
      expect.stringMatching('^trailbell-alert-lambda-heartbeat-writes-'),
    ]);
  });

  test('is told from the same call by anybody else', () => {
    expect(isHeartbeat(beatOf('eu-central-1'))).toBe(true);
    expect(isHeartbeat(beatOf('eu-central-1', 'ana'))).toBe(false);
  });

  test('rings no detection', () => {
    const { detections } = environmentWith();

    expect(evaluatorFor(catalogueFor(detections))(beatOf('eu-central-1'))).toMatchObject({ alerts: [], failures: [] });
  });

  test.each(regions)('of %s rings in the region of the guard when it falls silent', (region) => {
    const [alarm] = ofType(resources, 'AWS::CloudWatch::Alarm').filter(
      ({ properties }) => properties.AlarmName === `trailbell-heartbeat-${region}-silent`,
    );

    expect(alarm).toMatchObject({
      stack: 'trailbell-guard',
      properties: {
        MetricName: 'NumberOfMessagesPublished',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        TreatMissingData: 'breaching',
      },
    });
  });
});
