import { describe, expect, test } from '@jest/globals';
import { type Detection, catalogueFor } from '@trailbell/detections';
import { type Pattern } from '@trailbell/event-pattern';
import { type EnvironmentFile, settingsOf } from '../config.ts';
import { environmentWith } from '../testing/synthesised.ts';
import { blindSpotMap } from './blind-spot-map.ts';
import { refuseBlindSpots } from './blind-spots.ts';
import { gapsOf, regionsSeen } from './gaps.ts';

const home: Partial<EnvironmentFile> = { regions: ['eu-central-1'], signInRegions: [] };
const existing = { mode: 'existing', bucket: 'control-tower-evidence' } as const;
const organization = { id: 'o-exampleorgid', managementAccount: '444455556666' };

/** Refuses what main.ts would refuse. */
function check(changes: Partial<EnvironmentFile>): () => void {
  const environment = environmentWith(changes);
  return () => {
    refuseBlindSpots('example', environment, catalogueFor(settingsOf(environment)));
  };
}

/** Every detection of the catalogue that misses something. */
function blind(changes: Partial<EnvironmentFile>): readonly string[] {
  const environment = environmentWith(changes);
  return catalogueFor(settingsOf(environment))
    .filter((detection) => gapsOf(environment, detection).length > 0)
    .map(({ id }) => id);
}

function watching(id: string, detail: Pattern): Detection {
  return { id, pattern: { detail } } as unknown as Detection;
}

describe('a blind spot', () => {
  test.each(['example', 'two-accounts', 'organization'])('there is none in the environment %s', async (name) => {
    const { environment } = (await import(`../../environments/${name}.ts`)) as { environment: EnvironmentFile };

    expect(blind(environment)).toEqual([]);
  });

  test('is a detection about IAM without a collector in us-east-1', () => {
    expect(blind(home)).toEqual(
      expect.arrayContaining(['iam-access-key-created', 'iam-user-created', 'iam-login-profile-changed']),
    );
    expect(check(home)).toThrow(
      'environments/example.ts: regions: eu-central-1 is listed, but iam-user-created is logged in us-east-1; add us-east-1 or set allowBlindSpots with a reason.',
    );
  });

  test('is a detection of sign-ins where a region of sign-ins has no collector', () => {
    expect(blind(home)).toEqual(expect.arrayContaining(['root-console-login', 'console-login-without-mfa']));
    expect(blind({ ...home, signInRegions: ['us-east-1'] })).toEqual([
      'console-login-failures',
      'console-login-without-mfa',
      'console-mfa-failures',
      'root-password-or-email-changed',
    ]);
    expect(check({ ...home, signInRegions: ['us-east-1', 'us-east-2'] })).toThrow(
      'console-login-without-mfa is logged in eu-north-1, ap-southeast-2; add eu-north-1, ap-southeast-2',
    );
  });

  test('is no detection about a service with regions', () => {
    expect(blind(home)).not.toContain('security-group-open-to-world');
  });

  test('is a detection whose pattern names a region without a collector', () => {
    expect(gapsOf(environmentWith(), watching('bahrain', { awsRegion: ['me-south-1'] }))).toEqual([
      { why: expect.stringMatching('but bahrain is logged in me-south-1; add me-south-1$'), total: true },
    ]);
  });

  test('is a detection about all regions but those that have a collector: it could never fire', () => {
    const allowedRegions = ['ap-southeast-2', 'eu-central-1', 'eu-north-1', 'us-east-1', 'us-east-2'];

    expect(blind({ detections: { allowedRegions } })).toEqual(['unused-region-activity']);
    expect(blind({ detections: { allowedRegions: ['eu-central-1'] } })).toEqual([]);
  });

  test('is a detection about a source the trail excludes', () => {
    const detection = watching('key-deleted', { eventSource: ['kms.amazonaws.com'] });
    const quiet = environmentWith({ trail: { mode: 'create', excludedSources: ['kms.amazonaws.com'] } });

    expect(gapsOf(quiet, detection)).toEqual([
      {
        why: 'trail.excludedSources: kms.amazonaws.com is excluded, but key-deleted is about it; log it',
        total: true,
      },
    ]);
    expect(gapsOf(environmentWith(), detection)).toEqual([]);
  });

  test('is the detection of object writes where an existing trail logs none', () => {
    expect(blind({ trail: { ...existing, logsObjectWrites: false } })).toEqual(['s3-object-written']);
    expect(blind({ trail: { ...existing, logsObjectWrites: true } })).toEqual([]);
  });

  test('is a detection of reads where no rule takes them, or no trail logs them', () => {
    const reads = watching('secrets-read', {
      eventSource: ['secretsmanager.amazonaws.com'],
      eventName: ['GetSecretValue', 'BatchGetSecretValue'],
    });

    expect(gapsOf(environmentWith({ readOnlyCalls: false }), reads)).toEqual([
      { why: 'readOnlyCalls: false, but secrets-read is about GetSecretValue; set it to true', total: false },
    ]);
    expect(gapsOf(environmentWith({ trail: { mode: 'create', managementEvents: 'write-only' } }), reads)).toEqual([
      {
        why: 'trail.managementEvents: write-only, but secrets-read is about GetSecretValue, BatchGetSecretValue; log all',
        total: true,
      },
    ]);
  });

  test('is a detection about AWS Organizations where the management account has no collector', () => {
    expect(check({ organization })).toThrow(
      'memberAccounts: the management account 444455556666 is not listed, but organization-left is logged there, and no StackSet reaches it; add 444455556666 or set',
    );
    expect(blind({ organization, memberAccounts: ['444455556666'] })).toEqual([]);
  });
});

test('a detection about services of both kinds is seen in every region', () => {
  const both = watching('both', { eventSource: ['iam.amazonaws.com', 'ec2.amazonaws.com'] });
  const global = watching('global', { eventSource: ['iam.amazonaws.com'] });

  expect(regionsSeen(environmentWith(), both)).toHaveLength(5);
  expect(regionsSeen(environmentWith(), global)).toEqual(['us-east-1']);
});

test('the map names the account where one alone logs what a detection is about', () => {
  const environment = environmentWith({ organization, memberAccounts: ['444455556666'] });
  const lines = blindSpotMap(environment, catalogueFor(settingsOf(environment)));

  expect(lines.find((line) => line.includes('scp-changed'))).toMatch(/us-east-1, 444455556666 alone$/);
  expect(lines.find((line) => line.includes('organization-left'))).toMatch(/us-east-1$/);
});

test('the map says where each detection can fire, what it misses, and which never can and why', () => {
  const environment = environmentWith({
    ...home,
    signInRegions: ['us-east-1', 'us-east-2'],
    trail: { ...existing, logsObjectWrites: false },
    allowBlindSpots: [{ detection: 's3-object-written', reason: 'the trail of the group logs none' }],
  });
  const some = catalogueFor(settingsOf(environment)).filter(({ id }) =>
    ['console-login-without-mfa', 'iam-user-created', 's3-object-written', 'vpc-flow-logs-deleted'].includes(id),
  );

  expect(blindSpotMap(environment, some).join('\n')).toBe(`\
accounts  111122223333
regions   eu-central-1, us-east-1, us-east-2

can fire, from every account where none is named (3)
  console-login-without-mfa  us-east-1, us-east-2
  iam-user-created           us-east-1
  vpc-flow-logs-deleted      every region

can fire, but misses a part (1)
  console-login-without-mfa
    regions: eu-central-1, us-east-1, us-east-2 are listed, but console-login-without-mfa is logged in eu-north-1, ap-southeast-2; add eu-north-1, ap-southeast-2

can never fire (1)
  s3-object-written
    trail.logsObjectWrites: false, but s3-object-written is about CompleteMultipartUpload, PutObject; let the trail log object writes of detections.watchedBuckets and say so
    accepted: the trail of the group logs none`);
});

describe('an accepted blind spot', () => {
  const without = { trail: { ...existing, logsObjectWrites: false } };

  test('lets the environment through', () => {
    expect(
      check({
        ...without,
        allowBlindSpots: [{ detection: 's3-object-written', reason: 'the trail of the group logs none' }],
      }),
    ).not.toThrow();
  });

  test('is refused where there is none: the list stays true', () => {
    expect(
      check({ allowBlindSpots: [{ detection: 's3-object-written', reason: 'the trail of the group logs none' }] }),
    ).toThrow(
      'environments/example.ts: allowBlindSpots names s3-object-written, which is no blind spot here. Remove it.',
    );
  });
});
