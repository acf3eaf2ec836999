import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Detection, catalogueFor } from '@trailbell/detections';
import { readConfiguration } from '../configuration.ts';
import { compareWith, readBaseline } from './baseline.ts';
import { COUNTERPARTS } from './counterparts.ts';
import { type Score, scoreOf } from './score.ts';
import { DETECTIONS_OF_TECHNIQUES } from './techniques.ts';

const shared = process.env.TRAILBELL_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const corpus = resolve(shared, 'corpus');
if (!existsSync(corpus)) {
  throw new Error(`there is no corpus at ${corpus}. Set TRAILBELL_SHARED to the folder that holds it`);
}

let score: Score;
let catalogue: readonly Detection[];
beforeAll(async () => {
  const configuration = await readConfiguration(undefined);
  catalogue = catalogueFor(configuration.detections);
  score = await scoreOf(corpus, configuration);
});

const setNamed = (name: string) => score.sets.find((set) => set.name === name)!;

test('loses no technique, adds no interruption, reads every record it read before', async () => {
  const baseline = await readBaseline(join(import.meta.dirname, '../../score-baseline.json'));

  expect(compareWith(baseline, score.sets)).toMatchObject({ losses: [], notCompared: [] });
});

describe('on the shared set', () => {
  test('there are at most 35 interruptions and 80 digest lines on the attacks', () => {
    expect(setNamed('stratus').interruptions).toBeLessThanOrEqual(35);
    expect(setNamed('stratus').digestLines).toBeLessThanOrEqual(80);
  });

  test('there are at most 3 interruptions and 100 digest lines on days of background', () => {
    expect(setNamed('sans504').interruptions).toBeLessThanOrEqual(3);
    expect(setNamed('sans504').digestLines).toBeLessThanOrEqual(100);
  });

  test.each(['stratus', 'sans504', 'traildiscover', 'splunk_security_content', 'awsdocs', 'custodian'])(
    'every record of %s is read, and by every detection that wants it',
    (name) => {
      expect(setNamed(name)).toMatchObject({ unreadable: [], failures: [] });
    },
  );

  test('every technique is one the table knows, and every rule one that was looked at', () => {
    const techniques = setNamed('stratus').techniques.map(({ technique }) => technique);
    const rules = setNamed('panther').rules.map(({ rule }) => rule);

    expect(techniques.filter((technique) => !(technique in DETECTIONS_OF_TECHNIQUES))).toEqual([]);
    expect(rules.filter((rule) => !(rule in COUNTERPARTS))).toEqual([]);
  });

  test('the tables name no detection that is neither in the catalogue nor planned', () => {
    const planned = JSON.parse(readFileSync(resolve(shared, 'reference/detections.json'), 'utf8')) as {
      detections: { id: string }[];
    };
    const known = new Set([...planned.detections, ...catalogue].map(({ id }) => id));
    const named = [
      ...Object.values(DETECTIONS_OF_TECHNIQUES).flat(),
      ...Object.values(COUNTERPARTS).flatMap((counterpart) => ('none' in counterpart ? [] : counterpart.detections)),
    ];

    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  test('every reason for a difference is of a difference there is', () => {
    const stale = setNamed('panther')
      .rules.filter(({ missing, detections }) => detections.length > 0 && missing.length === 0)
      .flatMap(({ rule, differences }) => {
        const counterpart = COUNTERPARTS[rule]!;
        const reasons = 'none' in counterpart ? [] : Object.keys(counterpart.differs ?? {});
        const differing = new Set(differences.map(({ test: name }) => name));
        return reasons
          .filter((name) => (name === '*' ? differing.size === 0 : !differing.has(name)))
          .map((name) => `${rule}: ${name}`);
      });

    expect(stale).toEqual([]);
  });
});
