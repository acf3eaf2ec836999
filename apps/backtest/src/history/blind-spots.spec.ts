import { expect, test } from '@jest/globals';
import { Settings, catalogueFor } from '@trailbell/detections';
import { blindSpots } from './blind-spots.ts';
import { type EventKind, Sightings } from './seen.ts';

const KIND: EventKind = { account: '111122223333', region: 'us-east-1', category: 'Management', access: 'write' };
const catalogue = catalogueFor(Settings.parse({}));

function spotsOf(...events: readonly (readonly [string, Partial<EventKind>])[]): string {
  const seen = new Sightings();
  for (const [time, parts] of events) {
    seen.add({ ...KIND, ...parts }, Date.parse(time));
  }
  return blindSpots(seen, catalogue).join('\n');
}

const TIME = '2026-03-01T08:00:00Z';

test('nothing at all is a blind spot of its own', () => {
  expect(spotsOf()).toBe('there was no event at all');
});

test('names the regions there were, and what is lost without us-east-1', () => {
  expect(spotsOf([TIME, { region: 'eu-central-1' }])).toMatch(
    /one region \(eu-central-1\)[\s\S]*nothing from us-east-1/,
  );
  expect(spotsOf([TIME, {}])).not.toContain('nothing from us-east-1');
});

test('no history is blind to drills: there is nothing to see', () => {
  const spots = spotsOf([TIME, {}]);

  expect(spots).toContain('so nothing for access-analyzer-finding, guardduty-finding, health-credentials-exposed');
  expect(spots).not.toContain('alerting-drill');
});

test('tells which kinds of event there were none of', () => {
  const spots = spotsOf([TIME, {}]);

  expect(spots).toMatch(/no data events/);
  expect(spots).toMatch(/no read-only calls/);
  expect(spotsOf([TIME, { access: 'read' }], [TIME, { category: 'Data' }])).not.toMatch(/no data events|no read-only/);
});

test('tells where an account fell silent for more than half a day, the longest first', () => {
  const spots = spotsOf(
    ['2026-03-01T08:00:00Z', {}],
    ['2026-03-02T00:00:00Z', {}],
    ['2026-03-04T00:30:00Z', {}],
    ['2026-03-04T05:30:00Z', {}],
  );

  expect(spots.split('\n').filter((line) => line.startsWith('no event of account'))).toEqual([
    'no event of account 111122223333 for 47 hours from 2026-03-02 01:00 UTC: quiet, or not logged',
    'no event of account 111122223333 for 15 hours from 2026-03-01 09:00 UTC: quiet, or not logged',
  ]);
});
