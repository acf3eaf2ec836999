import { describe, expect, test } from '@jest/globals';
import { environment as example } from '../environments/example.ts';
import { collectorRegionsOf, parseEnvironment, settingsOf, trailOwnersOf } from './config.ts';
import { readEnvironment } from './read-environment.ts';
import { environmentWith } from './testing/synthesised.ts';

const parse = (changes: object) => () => parseEnvironment('example', { ...example, ...changes });

describe('an environment', () => {
  test('is read by its name', async () => {
    await expect(readEnvironment('example')).resolves.toMatchObject({
      account: '111122223333',
      homeRegion: 'eu-central-1',
    });
  });

  test('that has no file is refused, and the known ones are named', async () => {
    await expect(readEnvironment('exmaple')).rejects.toThrow(
      'TRAILBELL_ENVIRONMENT is "exmaple". Valid: example, organization, two-accounts, the files of apps/infra/environments.',
    );
  });

  test('has collectors where the company works and where sign-ins are logged, once each', () => {
    expect(collectorRegionsOf(environmentWith())).toEqual([
      'ap-southeast-2',
      'eu-central-1',
      'eu-north-1',
      'us-east-1',
      'us-east-2',
    ]);
  });

  test('keeps log files for a year, records for queries for three months, and all of it when its stack goes', () => {
    expect(environmentWith({ trail: { mode: 'create', logGroup: {} } })).toMatchObject({
      trail: { logFileDays: 400, logGroup: { days: 90 } },
      onDelete: 'keep',
    });
  });

  test('tells the catalogue of its organisation, and of the bucket of a trail that was there before', () => {
    const environment = environmentWith({
      organization: { id: 'o-exampleorgid', managementAccount: '444455556666' },
      trail: { mode: 'existing', bucket: 'control-tower-evidence', logsObjectWrites: true },
      detections: { logBuckets: ['example-flow-records'] },
    });

    expect(settingsOf(environment)).toMatchObject({
      ownOrganizations: ['o-exampleorgid'],
      logBuckets: ['example-flow-records', 'control-tower-evidence'],
    });
  });

  test('has one trail in the management account of an organisation, and one in each account without one', () => {
    const organization = { id: 'o-exampleorgid', managementAccount: '444455556666' };
    const memberAccounts = ['777788889999'];

    expect(trailOwnersOf(environmentWith({ organization, memberAccounts }))).toEqual(['444455556666']);
    expect(trailOwnersOf(environmentWith({ memberAccounts }))).toEqual(['111122223333', '777788889999']);
  });

  test.each<[string, object, string]>([
    ['an account that is none', { account: '1111' }, 'account is "1111". Valid: 12 digits.'],
    ['an account written as a number', { account: 111122223333 }, 'account is 111122223333. Valid: string.'],
    [
      'a region that is none',
      { regions: ['eu-central-1', 'frankfurt'] },
      'regions[1] is "frankfurt". Valid: a region such as eu-central-1.',
    ],
    ['no region', { regions: [] }, 'regions is []. Valid: at least 1 entries.'],
    [
      'a hub where no collector stands',
      { homeRegion: 'eu-west-1' },
      'homeRegion is "eu-west-1". Valid: one of `regions`.',
    ],
    [
      'a guard in the region of the hub',
      { guard: { region: 'eu-central-1' } },
      'guard.region is "eu-central-1". Valid: another region than homeRegion, so that it stands when that one fails.',
    ],
    [
      'a deploy role that could be any',
      { guard: { region: 'eu-west-1', deployRoles: ['arn:aws:iam::*:role/*'] } },
      'guard.deployRoles[0] is "arn:aws:iam::*:role/*". Valid: a role such as',
    ],
    [
      'a retention of less than a year',
      { trail: { mode: 'create', logFileDays: 90 } },
      'trail.logFileDays is 90. Valid: at least 365.',
    ],
    [
      'a lock that outlasts its files',
      { trail: { mode: 'create', objectLock: { mode: 'compliance', days: 500 } } },
      'trail.objectLock.days is 500. Valid: at most `logFileDays`',
    ],
    [
      'a retention CloudWatch does not know',
      { trail: { mode: 'create', logGroup: { days: 31 } } },
      'trail.logGroup.days is 31. Valid: one of 1, 3, 5,',
    ],
    [
      'an account of its own among the members',
      { memberAccounts: ['111122223333'] },
      'memberAccounts is ["111122223333"]. Valid: accounts other than `account`, each once.',
    ],
    [
      'an existing trail whose bucket is not named',
      { trail: { mode: 'existing', logsObjectWrites: true } },
      'trail.bucket is missing.',
    ],
    ['a mode that is none', { trail: { mode: 'attach' } }, 'trail.mode is "attach". Valid: "create", "existing".'],
    ['a misspelt field', { homeRegoin: 'eu-central-1' }, 'the file has the unknown "homeRegoin".'],
    [
      'an address that is none',
      { emails: { page: ['security'] } },
      'emails.page[0] is "security". Valid: an e-mail address.',
    ],
    [
      'a bucket given by its ARN',
      { detections: { watchedBuckets: ['arn:aws:s3:::exports'] } },
      'detections.watchedBuckets[0] is "arn:aws:s3:::exports". ',
    ],
    [
      'a blind spot without a reason',
      { allowBlindSpots: [{ detection: 'x', reason: '' }] },
      'allowBlindSpots[0].reason is "". Valid: at least 10 characters.',
    ],
  ])('with %s is refused, and told what is valid', (_, changes, sentence) => {
    expect(parse(changes)).toThrow(`environments/example.ts: ${sentence}`);
  });

  test('that is empty is told everything it lacks', () => {
    expect(() => parseEnvironment('new', {})).toThrow(
      /^environments\/new\.ts: account is missing\. Valid: string\.\nenvironments\/new\.ts: homeRegion is missing\. Valid: string\.\n/,
    );
  });
});
