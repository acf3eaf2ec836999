import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parsePattern } from '@trailbell/event-pattern';
import { formerTechniqueId, techniqueName } from './attack.ts';
import { catalogueFor } from './catalogue.ts';
import { definitions } from './definitions.ts';
import { DRILL } from './drill.ts';
import { Settings } from './settings.ts';

const LONGEST_PATTERN = 2_048;

const files = readdirSync(new URL('rules/', import.meta.url)).sort();
const ruleFiles = files.filter((file) => !file.endsWith('.spec.ts'));
/** Every detection is switched on, and its settings are as large as they may be. */
const catalogue = catalogueFor(
  Settings.parse({
    watchedBuckets: Array.from({ length: 24 }, (_, index) => `${index}`.padStart(63, 'a')),
    ownAccounts: ['444455556666'],
    logBuckets: Array.from({ length: 18 }, (_, index) => `${index}`.padStart(63, 'a')),
    allowedRegions: Array.from({ length: 40 }, (_, index) => `ap-southeast-${index % 10}`),
    optIn: ['get-caller-identity-first-seen', 'instance-credentials-used-outside-aws', 'role-chain-first-seen'],
  }),
);

test('every file in rules/ is in the catalogue, under its own name and in order', () => {
  expect(definitions.map(({ id }) => `${id}.ts`)).toEqual(ruleFiles);
  expect(catalogue.map(({ id }) => id)).toEqual(definitions.map(({ id }) => id));
});

test('every detection has a spec', () => {
  expect(files.filter((file) => file.endsWith('.spec.ts'))).toEqual(
    ruleFiles.map((file) => file.replace('.ts', '.spec.ts')),
  );
});

test('digest-only detections decide by the event alone: digest-lambda remembers nothing', () => {
  expect(definitions.filter(({ digestOnly, remembers }) => digestOnly === true && remembers)).toEqual([]);
});

test('of a call that is told by itself it is remembered one thing, so that an event comes to one alert', () => {
  const several = definitions.filter(({ remembers = [] }) => remembers.length > 1);

  expect(several.filter(({ remembers = [] }) => remembers.some((one) => 'isToldAlone' in one))).toEqual([]);
});

describe.each(catalogue)('$id', ({ id, title, pattern, why, falsePositives, runbook, techniques, controls = [] }) => {
  test('has an id that reads: words and hyphens', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(id.length).toBeLessThanOrEqual(60);
  });

  test('has a pattern EventBridge takes, no longer than it takes', () => {
    const text = JSON.stringify(pattern);

    expect(() => parsePattern(text)).not.toThrow();
    expect(text.length).toBeLessThanOrEqual(LONGEST_PATTERN);
  });

  test('names what it is about, so that a rule can tell its events from all others', () => {
    const { source, detail } = pattern as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

    if (source) {
      // What a service tells of itself: a finding, say.
      expect(source).toEqual([expect.stringMatching(/^(aws\.[a-z0-9-]+|trailbell\.drill)$/)]);
      expect(pattern['detail-type']).toEqual(expect.arrayContaining([expect.any(String)]));
    } else {
      expect([pattern['detail-type'], detail?.eventSource]).toEqual([[expect.anything()], expect.any(Array)]);
      expect(detail?.eventName ?? detail?.awsRegion).toEqual(expect.any(Array));
      for (const service of [detail?.eventSource].flat().filter((condition) => typeof condition === 'string')) {
        expect(service).toMatch(/^[a-z0-9-]+\.amazonaws\.com$/);
      }
    }
  });

  test('has a title: a few words, no full stop', () => {
    expect(title).toMatch(/^[A-Z].{9,69}[^.]$/);
  });

  test('says in one or two sentences why it matters', () => {
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(why.match(/[.?!](\s|$)/g)?.length).toBeLessThanOrEqual(2);
    expect(why.length).toBeLessThanOrEqual(250);
  });

  test('says when it is noise', () => {
    for (const sentence of falsePositives) {
      expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
    }
  });

  test('says in three steps or more what to do', () => {
    expect(runbook.length).toBeGreaterThanOrEqual(3);
    for (const step of runbook) {
      expect(step).toMatch(/^[A-Z].{20,}[.?]$/);
    }
  });

  test('holds no placeholder and says nothing twice', () => {
    const texts = [title, why, ...falsePositives, ...runbook];

    expect(texts.filter((text) => /\b(TODO|TBD|FIXME|lorem|xxx|foo|etc)\b|\.\.\.|<[a-z]/i.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('names its ATT&CK techniques by their ids of v19, and its controls by theirs', () => {
    expect(techniques.length > 0 || id === DRILL.detectionId).toBe(true);
    for (const technique of techniques) {
      expect(technique).toMatch(/^T\d{4}(\.\d{3})?$/);
      expect(techniqueName(technique)).toMatch(/^[A-Z]/);
      expect(formerTechniqueId(technique)).toMatch(/^T\d{4}(\.\d{3})?$/);
      // v19 revoked T1562 with all its sub-techniques.
      expect(technique).not.toMatch(/^T1562/);
    }
    for (const control of controls) {
      expect(control).toMatch(/^(CIS \d\.\d{1,2}|[A-Z][A-Za-z0-9]+\.\d{1,3})$/);
    }
  });
});

test('a technique that ATT&CK v19 renumbered is known by its older id', () => {
  expect(formerTechniqueId('T1685.002')).toBe('T1562.008');
  expect(formerTechniqueId('T1537')).toBe('T1537');
});

describe('settings', () => {
  test('nothing has to be set', () => {
    expect(Settings.parse({})).toEqual({
      watchedBuckets: [],
      ownAccounts: [],
      ownOrganizations: [],
      trustedAccounts: [],
      deployRoles: [],
      logBuckets: [],
      allowedRegions: [],
      optIn: [],
    });
  });

  test('more buckets than a pattern can name are refused', () => {
    const watchedBuckets = Array.from({ length: 25 }, (_, index) => `${index}`.padStart(63, 'a'));

    expect(Settings.safeParse({ watchedBuckets }).error?.issues[0]?.message).toBe(
      'are too many for one pattern. Valid: 1600 characters of names in all',
    );
  });

  test.each([
    [
      { watchedBuckets: ['arn:aws:s3:::example-exports'] },
      'is no bucket name. Give the name alone, as example-exports',
    ],
    [{ ownAccounts: ['1111-2222-3333'] }, 'is no account id. Valid: twelve digits'],
    [{ ownOrganizations: ['example'] }, 'is no organisation. Valid: its id, as o-exampleorg'],
    [{ trustedAccounts: ['example'] }, 'is no account id. Valid: twelve digits'],
    [
      { logBuckets: Array.from({ length: 19 }, (_, index) => `${index}`.padStart(63, 'a')) },
      'are too many for one pattern. Valid: 1200 characters of names in all',
    ],
    [{ allowedRegions: ['Frankfurt'] }, 'is no region. Valid: a region such as eu-central-1'],
    [
      { optIn: ['cloudtrail-stopped'] },
      'is no detection that is off. Valid: get-caller-identity-first-seen, instance-credentials-used-outside-aws, role-chain-first-seen',
    ],
    [{ deployRoles: ['deploy'] }, 'is no role. Give its ARN, as arn:aws:iam::111122223333:role/deploy'],
  ])('%j is refused with a sentence', (settings, sentence) => {
    expect(Settings.safeParse(settings).error?.issues[0]?.message).toBe(sentence);
  });

  test('a setting nobody knows is refused', () => {
    expect(Settings.safeParse({ watchedBucket: ['example-exports'] }).success).toBe(false);
  });
});
