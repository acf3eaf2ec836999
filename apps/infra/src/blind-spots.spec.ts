import { describe, expect, test } from '@jest/globals';
import { type Detection, catalogueFor } from '@trailbell/detections';
import { blindSpotsOf, refuseBlindSpots } from './blind-spots.ts';
import { type EnvironmentFile } from './config.ts';
import { environmentWith } from './testing/synthesised.ts';

const home: Partial<EnvironmentFile> = { regions: ['eu-central-1'], signInRegions: [] };

/** Refuses what main.ts would refuse. */
function check(changes: Partial<EnvironmentFile>): () => void {
  const environment = environmentWith(changes);
  return () => {
    refuseBlindSpots('example', environment, catalogueFor(environment.detections));
  };
}

function blind(changes: Partial<EnvironmentFile>): readonly string[] {
  const environment = environmentWith(changes);
  return blindSpotsOf(environment, catalogueFor(environment.detections)).map(({ detection }) => detection);
}

describe('a blind spot', () => {
  test('there is none in the environment of documentation', () => {
    expect(check({})).not.toThrow();
  });

  test('is a detection about IAM without a collector in us-east-1', () => {
    expect(blind(home)).toEqual(
      expect.arrayContaining(['iam-access-key-created', 'iam-admin-policy-attached', 'iam-login-profile-changed']),
    );
    expect(check(home)).toThrow(
      'environments/example.ts: regions: eu-central-1 are covered, but iam-access-key-created is logged in us-east-1; add us-east-1, or set allowBlindSpots with a reason.',
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
    const detection = { id: 'bahrain', pattern: { detail: { awsRegion: ['me-south-1'] } } } as unknown as Detection;

    expect(blindSpotsOf(environmentWith(), [detection])).toMatchObject([
      { detection: 'bahrain', why: expect.stringContaining('add me-south-1') },
    ]);
  });

  test('is a detection about a source the trail excludes', () => {
    const detection = {
      id: 'key-deleted',
      pattern: { detail: { eventSource: ['kms.amazonaws.com'] } },
    } as unknown as Detection;
    const quiet = environmentWith({ trail: { mode: 'create', excludedSources: ['kms.amazonaws.com'] } });

    expect(blindSpotsOf(quiet, [detection])).toEqual([
      {
        detection: 'key-deleted',
        why: 'trail.excludedSources: kms.amazonaws.com is excluded, but key-deleted is about it; log it',
      },
    ]);
    expect(blindSpotsOf(environmentWith(), [detection])).toEqual([]);
  });

  test('is the detection of object writes where an existing trail logs none', () => {
    expect(blind({ trail: { mode: 'existing', logsObjectWrites: false } })).toEqual(['s3-object-written']);
    expect(blind({ trail: { mode: 'existing', logsObjectWrites: true } })).toEqual([]);
  });
});

describe('an accepted blind spot', () => {
  const without = { trail: { mode: 'existing', logsObjectWrites: false } } as const;

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
