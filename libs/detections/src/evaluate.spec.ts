import { describe, expect, test } from '@jest/globals';
import { type EventEnvelope, envelopeOf } from '@trailbell/cloudtrail-types';
import fc from 'fast-check';
import * as z from 'zod';
import { Alert } from './alert.ts';
import { type Detection, catalogueFor, inForce } from './catalogue.ts';
import { type DetectionDefinition, defineDetection } from './define-detection.ts';
import { definitions } from './definitions.ts';
import { evaluate, evaluatorFor } from './evaluate.ts';
import { apiCalls } from './patterns.ts';
import { Settings } from './settings.ts';
import { by, callers, denied, recordOf } from './testing/record-of.ts';

const settings = Settings.parse({ watchedBuckets: ['example-exports'] });
const catalogue = catalogueFor(settings);
const evaluateAll = evaluatorFor(catalogue);
const stopping = recordOf('cloudtrail:StopLogging', { name: 'main' });

describe('an alert', () => {
  test('says who, what, where, from where and when, and what to do', () => {
    const [alert] = evaluate(catalogue, envelopeOf(by(callers.sso, stopping))).alerts;

    expect(Alert.parse(alert)).toEqual(alert);
    expect(alert).toMatchObject({
      eventKey: stopping.eventID,
      eventId: stopping.eventID,
      detectionId: 'cloudtrail-stopped',
      severity: 'critical',
      summary: 'ana@example.com (SSO, admin) stopped the trail main',
      actor: { kind: 'identity-center-user', name: 'ana@example.com', accountId: '111122223333' },
      source: '203.0.113.24',
      eventTime: '2026-10-13T07:02:12Z',
      eventName: 'StopLogging',
      eventSource: 'cloudtrail.amazonaws.com',
      account: '111122223333',
      region: 'eu-central-1',
      techniques: ['T1685.002'],
    });
    expect(alert).not.toHaveProperty('errorCode');
  });

  test('says for how long alerts like it are one incident, where its detection does', () => {
    const withWindow: DetectionDefinition = { ...definitionOf('cloudtrail-stopped'), windowMinutes: 240 };
    const detection = inForce(withWindow, settings);
    const alerts = [detection, ...catalogue].flatMap((one) =>
      one === undefined ? [] : evaluate([one], envelopeOf(by(callers.sso, stopping))).alerts,
    );

    expect(alerts.map(({ windowMinutes }) => windowMinutes)).toEqual([240, undefined]);
  });

  test('says how a call that failed ended', () => {
    const [alert] = evaluate(catalogue, envelopeOf(denied(stopping))).alerts;

    expect(alert?.errorCode).toBe('AccessDenied');
  });

  test('has the time of the call, or else of the event, in one form that sorts', () => {
    const times = ['2026-10-13T09:02:12+02:00', undefined].map((eventTime) => {
      const event = { ...envelopeOf({ ...stopping, eventTime }), time: '2026-10-13T07:05:00Z' };
      return evaluate(catalogue, event).alerts[0]?.eventTime;
    });

    expect(times).toEqual(['2026-10-13T07:02:12Z', '2026-10-13T07:05:00Z']);
  });

  test('says of what a role that deploys does as a matter of course to which deployment it belongs', () => {
    const deploying = catalogueFor(Settings.parse({ deployRoles: ['arn:aws:iam::111122223333:role/deploy'] }));
    const suspending = recordOf('s3:PutBucketVersioning', {
      bucketName: 'example-cache',
      VersioningConfiguration: { Status: 'Suspended' },
    });
    const toldOf = (caller: Parameters<typeof by>[0], record = suspending) => {
      const { alerts, candidates } = evaluate(deploying, envelopeOf(by(caller, record)));
      return [...alerts, ...candidates.flatMap(({ alert, otherwise }) => [alert, otherwise])].map(
        (told) => told?.deployment,
      );
    };
    const session = 'arn:aws:iam::111122223333:role/deploy build-77';

    expect(toldOf(callers.deploy)).toEqual([session, session]);
    expect(toldOf(callers.sso)).toEqual([undefined, undefined]);
    expect(toldOf(callers.deploy, stopping)).toEqual([undefined]);
  });

  test('is one line a field and small, however large the event', () => {
    const large = `line\none ${'x'.repeat(200_000)}`;
    const record = by(
      { ...callers.ana, userName: large, arn: `arn:aws:iam::111122223333:user/${large}` },
      recordOf('iam:AttachUserPolicy', {
        userName: large,
        policyArn: `arn:aws:iam::aws:policy/${large}/AdministratorAccess`,
      }),
    );
    const [alert] = evaluate(catalogue, envelopeOf({ ...record, sourceIPAddress: large, userAgent: large })).alerts;

    expect(alert?.detectionId).toBe('iam-admin-policy-attached');
    expect(JSON.stringify(alert).length).toBeLessThan(5_000);
    expect(JSON.stringify(alert)).not.toContain('\\n');
  });
});

describe('evaluation', () => {
  const reads = z.object({ requestParameters: z.object({ name: z.string() }) });
  const working = detection({ id: 'working' });
  const blind = detection({ id: 'blind', reads: z.object({ requestParameters: z.object({ other: z.string() }) }) });
  const broken = detection({
    id: 'broken',
    summarize() {
      throw new TypeError('secret of the record');
    },
  });

  function detection(fields: Partial<DetectionDefinition>): Detection {
    const definition = defineDetection({
      id: 'detection',
      title: 'A detection',
      severity: 'high',
      why: 'It matters.',
      falsePositives: ['Never.'],
      runbook: ['Look.'],
      techniques: ['T1078'],
      pattern: apiCalls({ eventSource: 'cloudtrail.amazonaws.com', eventNames: ['StopLogging'] }),
      reads,
      subject: () => 'subject',
      summarize: ({ who }) => `${who} did it`,
      ...fields,
    });
    return inForce(definition, settings)!;
  }

  test('one detection that fails takes nothing from the others', () => {
    const { alerts, failures } = evaluate([broken, blind, working], envelopeOf(stopping));

    expect(alerts.map(({ detectionId }) => detectionId)).toEqual(['broken', 'blind', 'working']);
    expect(failures.map(({ detectionId }) => detectionId)).toEqual(['broken', 'blind']);
  });

  test('an event that cannot be read raises an alert that says what could not be read', () => {
    const { alerts, failures } = evaluate([blind], envelopeOf(stopping));

    expect(alerts).toEqual([
      expect.objectContaining({
        detectionId: 'blind',
        severity: 'high',
        summary: 'ana (IAM user) called StopLogging, and what was asked for could not be read',
        subject: 'StopLogging',
        unreadable: 'requestParameters.other: Invalid input: expected string, received undefined',
      }),
    ]);
    expect(failures[0]?.error.message).toBe(
      `detection blind cannot read event ${stopping.eventID}: requestParameters.other: Invalid input: expected string, received undefined`,
    );
  });

  test('a detection that throws raises an alert too, which tells nothing of the record', () => {
    const { alerts, failures } = evaluate([broken], envelopeOf(stopping));

    expect(alerts[0]?.unreadable).toBe('the detection failed with TypeError');
    expect(failures[0]?.error).toEqual(new TypeError('secret of the record'));
  });

  test('parameters that CloudTrail left out for their size are not taken for nothing', () => {
    const omitted = { omitted: true, originalSize: 110_013, reason: 'requestParameters too large' };
    const { alerts } = evaluate(catalogue, envelopeOf(recordOf('s3:PutBucketPolicy', omitted)));

    expect(alerts).toContainEqual(
      expect.objectContaining({ detectionId: 's3-public-access', severity: 'high', unreadable: expect.any(String) }),
    );
  });

  test('a detection looks at its own events alone', () => {
    expect(evaluate([blind, broken], envelopeOf({ ...stopping, eventName: 'StartLogging' }))).toEqual({
      alerts: [],
      candidates: [],
      failures: [],
    });
  });

  test('a detection that remembers leaves a candidate as plain JSON: what it demands, and what is raised if it is met or not', () => {
    const counting = detection({
      severity: 'low',
      remembers: [
        {
          ...{ kind: 'threshold', atLeast: 5, windowMinutes: 10, counted: 'trails' },
          key: ({ actor }) => [actor.name],
          begins: ({ who }) => `${who} stopped`,
          severityOf: () => 'high',
          subject: ({ actor }) => actor.name,
          isToldAlone: () => true,
        },
      ],
    });
    const { alerts, candidates } = evaluate([counting], envelopeOf(stopping));

    expect(alerts).toEqual([]);
    expect(JSON.parse(JSON.stringify(candidates))).toEqual([
      {
        alert: expect.objectContaining({ severity: 'high', subject: 'ana', summary: 'ana (IAM user) did it' }),
        demand: {
          ...{ kind: 'threshold', key: ['ana'], values: [], atLeast: 5, windowMs: 600_000 },
          ...{ begins: 'ana (IAM user) stopped', counted: 'trails', listing: ':' },
        },
        otherwise: expect.objectContaining({ severity: 'low', subject: 'subject', summary: 'ana (IAM user) did it' }),
      },
    ]);
  });

  test('a call that counts for nothing is told by itself', () => {
    const keyless = detection({
      remembers: [
        {
          ...{ kind: 'threshold', atLeast: 5, windowMinutes: 10, counted: 'trails' },
          begins: () => 'somebody stopped',
          key: () => undefined,
        },
      ],
    });

    expect(evaluate([keyless], envelopeOf(stopping)).alerts).toHaveLength(1);
  });

  test('one evaluator serves many events', () => {
    const evaluateOne = evaluatorFor(catalogue);
    const events = [
      stopping,
      recordOf('cloudtrail:DeleteTrail', { name: 'main' }),
      recordOf('ec2:StopInstances', null),
    ];

    expect(events.map((event) => evaluateOne(envelopeOf(event)).alerts.length)).toEqual([1, 1, 0]);
  });

  test('whatever stands in the fields, nothing is thrown and nothing fires in silence', () => {
    const records = [
      stopping,
      recordOf('cloudtrail:UpdateTrail', { name: 'main' }),
      recordOf('ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-1', ipPermissions: {} }),
      recordOf('s3:PutBucketPolicy', { bucketName: 'example', bucketPolicy: {} }),
      recordOf('s3:PutBucketAcl', { bucketName: 'example' }),
      recordOf('ec2:ModifySnapshotAttribute', { snapshotId: 'snap-1' }),
      recordOf('guardduty:UpdateDetector', { detectorId: 'c6b9' }),
      recordOf('iam:CreateAccessKey', null),
      recordOf('iam:CreateLoginProfile', null),
    ];
    const field = fc.constantFrom(
      ...['requestParameters', 'responseElements', 'userIdentity', 'errorCode', 'errorMessage', 'eventTime'],
      ...['sourceIPAddress', 'eventID', 'recipientAccountId', 'awsRegion', 'additionalEventData', 'resources'],
    );

    fc.assert(
      fc.property(fc.constantFrom(...records), field, fc.jsonValue(), (record, name, value) => {
        const event: EventEnvelope = { ...envelopeOf(stopping), detail: { ...record, [name]: value } };
        const { alerts, failures } = evaluateAll(event);

        expect(alerts.map((alert) => Alert.parse(alert))).toEqual(alerts);
        expect(alerts.filter(({ unreadable }) => unreadable !== undefined)).toHaveLength(failures.length);
      }),
      { numRuns: 600 },
    );
  });
});

function definitionOf(id: string): DetectionDefinition {
  const definition = definitions.find((one) => one.id === id);
  if (!definition) {
    throw new Error(`there is no detection ${id}`);
  }
  return definition;
}
