import { describe, expect, test } from '@jest/globals';
import { baselineOf, compareWith } from './baseline.ts';
import { type SetScore } from './score-set.ts';

const TECHNIQUE = 'aws.defense-evasion.cloudtrail-stop';

function scoreOf(parts: Partial<SetScore> = {}): SetScore {
  return {
    name: 'attacks',
    fingerprint: 'f1',
    records: 3,
    events: 3,
    interruptions: 1,
    interruptionsPerThousandEvents: 333,
    incidents: 1,
    digestLines: 0,
    alerts: 1,
    byDetection: [noise('cloudtrail-stopped', 1)],
    techniques: [technique('alert')],
    rules: [],
    unreadable: [],
    failures: [],
    ...parts,
  };
}

function noise(name: string, interruptions: number) {
  return {
    name,
    interruptions,
    incidents: interruptions,
    alerts: interruptions,
    digested: 0,
    severity: 'critical' as const,
    sample: '',
  };
}

function technique(surfaced: 'alert' | 'digest' | 'missed') {
  return {
    technique: TECHNIQUE,
    title: 'Stop CloudTrail Trail',
    records: 1,
    surfaced,
    by: [],
    countedBy: 'detections' as const,
    interruptions: 1,
    digestLines: 0,
  };
}

const baseline = { sets: { attacks: baselineOf(scoreOf()) } };

test('the same score is no worse', () => {
  expect(compareWith(baseline, [scoreOf()])).toEqual({ losses: [], changes: [], notCompared: [] });
});

describe('worse is', () => {
  test('a technique that is no longer surfaced', () => {
    expect(compareWith(baseline, [scoreOf({ techniques: [technique('missed')] })]).losses).toEqual([
      `attacks: ${TECHNIQUE} was surfaced by alert, and is missed`,
    ]);
  });

  test('one interruption more, with the detection that adds it', () => {
    const noisier = scoreOf({
      interruptions: 2,
      byDetection: [noise('cloudtrail-stopped', 1), noise('iam-user-created', 1)],
    });

    expect(compareWith(baseline, [noisier]).losses).toEqual([
      'attacks: 2 interruptions, 1 before: 1 more by iam-user-created',
    ]);
  });

  test('a record that can no longer be read, by the reader or by a detection', () => {
    const worse = scoreOf({
      unreadable: ['line 2: it is not JSON'],
      failures: ['line 3: s3-public-access: bucketPolicy'],
    });

    expect(compareWith(baseline, [worse]).losses).toEqual([
      'attacks: 1 records cannot be read, 0 before',
      'attacks: a detection can no longer read its event: line 3: s3-public-access: bucketPolicy',
    ]);
  });
});

test('fewer interruptions and a technique more are told, and are no loss', () => {
  const missedBefore = { sets: { attacks: baselineOf(scoreOf({ techniques: [technique('missed')] })) } };
  const better = scoreOf({ interruptions: 0, byDetection: [], techniques: [technique('digest')] });

  expect(compareWith(missedBefore, [better])).toEqual({
    losses: [],
    changes: [`attacks: ${TECHNIQUE} is surfaced by digest, before: missed`, 'attacks: 0 interruptions, 1 before'],
    notCompared: [],
  });
});

test('a technique that moves from alert to digest is told, and is no loss', () => {
  const { losses, changes } = compareWith(baseline, [scoreOf({ techniques: [technique('digest')] })]);

  expect(losses).toEqual([]);
  expect(changes).toEqual([`attacks: ${TECHNIQUE} is surfaced by digest, before: alert`]);
});

test('other records are not compared, and it is said', () => {
  const others = [scoreOf({ fingerprint: 'f2', interruptions: 9 }), scoreOf({ name: 'more' })];

  expect(compareWith(baseline, others)).toEqual({
    losses: [],
    changes: [],
    notCompared: ['attacks: the baseline is of other records', 'more: the baseline does not know this set'],
  });
  expect(compareWith(baseline, []).notCompared).toEqual(['attacks: this set of the baseline is not in the corpus']);
});
