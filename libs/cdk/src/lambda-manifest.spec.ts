import { describe, expect, test } from '@jest/globals';
import { LambdaManifest, ownPatternsOf } from './lambda-manifest.ts';
import { parseFile } from './sentences.ts';

const manifest = {
  impact: 'nobody is told of critical and high alerts',
  memoryMb: 512,
  timeoutSeconds: 30,
  triggers: [{ kind: 'detections' }],
  needs: {},
};

const read = (changes: object) => () => parseFile('apps/x/lambda.json', LambdaManifest, { ...manifest, ...changes });

describe('lambda.json', () => {
  test('needs nothing unless it says so', () => {
    expect(read({})().needs).toEqual({
      alertsTable: false,
      digestEntries: false,
      secrets: [],
      topics: [],
      queues: [],
      hubBus: false,
    });
  });

  test('tries a message of a queue for four days unless it says otherwise', () => {
    expect(read({ triggers: [{ kind: 'queue', queue: 'digest', batchSize: 10 }] })().triggers).toEqual([
      { kind: 'queue', queue: 'digest', batchSize: 10, batchWindowSeconds: 0, delaySeconds: 0, giveUpAfterHours: 96 },
    ]);
  });

  test.each([
    [
      'an unknown field',
      { memory: 1 },
      'the file has the unknown "memory". Valid: $schema, impact, memoryMb, timeoutSeconds, triggers, needs.',
    ],
    ['a missing sentence', { impact: undefined }, 'impact is missing. Valid: string.'],
    ['an impact that says nothing', { impact: 'it fails' }, 'impact is "it fails". Valid: at least 20 characters.'],
    ['too little memory', { memoryMb: 64 }, 'memoryMb is 64. Valid: at least 128.'],
    ['a timeout beyond what Lambda allows', { timeoutSeconds: 901 }, 'timeoutSeconds is 901. Valid: at most 900.'],
    ['no trigger', { triggers: [] }, 'triggers is []. Valid: at least 1 entries.'],
    [
      'an unknown secret',
      { needs: { secrets: ['slack'] } },
      'needs.secrets[0] is "slack". Valid: "slack-token", "webhook".',
    ],
    [
      'an unknown trigger',
      { triggers: [{ kind: 'cron' }] },
      'triggers[0].kind is "cron". Valid: "detections", "alerts", "pattern", "heartbeat", "queue".',
    ],
    [
      'a large batch that Lambda would not gather',
      { triggers: [{ kind: 'queue', queue: 'digest', batchSize: 100 }] },
      'triggers[0].batchWindowSeconds is missing. Valid: at least 1 when batchSize is above 10.',
    ],
    [
      'a queue of events without their pattern',
      { triggers: [{ kind: 'queue', queue: 'events', batchSize: 10 }] },
      'triggers[0].pattern is missing. Valid: an event pattern or `alerts` for the queue "events", and neither for others.',
    ],
    [
      'a pattern for a queue that others send to',
      { triggers: [{ kind: 'queue', queue: 'digest', batchSize: 10, pattern: { source: ['aws.health'] } }] },
      'triggers[0].pattern is {"source":["aws.health"]}. Valid: an event pattern or `alerts` for the queue "events", and neither for others.',
    ],
    [
      'alerts of a detection that there is not',
      { triggers: [{ kind: 'alerts', detections: ['trail-stopped'] }] },
      'triggers[0].detections[0] is "trail-stopped". Valid: the id of a detection. docs/detections lists them.',
    ],
    [
      'alerts of a detection that raises none at once',
      { triggers: [{ kind: 'alerts', detections: ['vpc-changed'] }] },
      'triggers[0].detections[0] is "vpc-changed". Valid: a detection that is not digest-only. Of those no alert is on the hub bus; take the pattern.',
    ],
    [
      'a pattern that would take alerts for events',
      { triggers: [{ kind: 'pattern', pattern: { source: [{ prefix: 'trail' }] } }] },
      'triggers[0].pattern is {"source":[{"prefix":"trail"}]}. Valid: a source that is not trailbell. Alerts come by a trigger of the kind "alerts".',
    ],
    [
      'a pattern EventBridge would refuse',
      { triggers: [{ kind: 'pattern', pattern: { detail: { eventName: 'StopLogging' } } }] },
      'triggers[0].pattern is {"detail":{"eventName":"StopLogging"}}. Valid: an event pattern as EventBridge takes it ("eventName" must be an object or an array).',
    ],
  ])('refuses %s, and says what is valid', (_, changes, sentence) => {
    expect(read(changes)).toThrow(new Error(`apps/x/lambda.json: ${sentence}`));
  });

  test('names every mistake at once', () => {
    expect(read({ memoryMb: '512', timeoutSeconds: 0 })).toThrow(
      'apps/x/lambda.json: memoryMb is "512". Valid: number.\napps/x/lambda.json: timeoutSeconds is 0. Valid: at least 1.',
    );
  });
});

test('the patterns an app brings are those of its rules and of its queue of events', () => {
  const health = { source: ['aws.health'] };
  const findings = { source: ['aws.guardduty'] };
  const triggers = [
    { kind: 'detections' },
    { kind: 'pattern', pattern: health },
    { kind: 'queue', queue: 'events', batchSize: 10, pattern: findings },
    { kind: 'queue', queue: 'retry', batchSize: 10 },
    { kind: 'alerts', severities: ['high'] }, // which no collector has anything to do with
  ];

  expect(ownPatternsOf(read({ triggers })())).toEqual([health, findings]);
});
