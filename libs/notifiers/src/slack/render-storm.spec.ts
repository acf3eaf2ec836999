import { expect, test } from '@jest/globals';
import { detectionIds } from '@trailbell/detections';
import { slackActivity } from '../testing/inertness.ts';
import { slackTranscript } from '../testing/slack-transcript.ts';
import { STORM } from '../testing/storm-example.ts';
import { renderSlackCalm, renderSlackStorm } from './render-storm.ts';
import { blockKitViolations } from './slack-refusal.ts';

test('a storm, as Slack draws it', () => {
  expect(slackTranscript(renderSlackStorm(STORM, 'lasting'))).toMatchInlineSnapshot(`
   "[text]
   🌩 Storm: 37 more incidents in 5 minutes
   [header]
   🌩 Storm: 37 more incidents in 5 minutes
   [section]
   Gravest: 🔴 *Critical*. They are told here together, because nobody could read them one by one.
   [section]
   *By detection*
   🔴 Critical: CloudTrail logging stopped or trail deleted × 2
   🟠 High: EBS snapshot shared outside × 34
   🔵 Low: of-another-version × 1
   [context]
   <!date^1795439100^{date_short_pretty}, {time_secs}|2026-11-23 13:05:00 UTC> to <!date^1795439340^{date_short_pretty}, {time_secs}|2026-11-23 13:09:00 UTC>
   Each is a line in the next digest. Critical incidents ring by themselves, unless those are too many, too."
  `);
});

test('the return of calm, as Slack draws it', () => {
  expect(slackTranscript(renderSlackCalm(STORM))).toMatchInlineSnapshot(`
   "[text]
   ✅ Calm returned after 37 more incidents in 5 minutes
   [section]
   ✅ Calm returned after 37 more incidents in 5 minutes
   [context]
   Nothing more for 5 minutes. Each is in the digest; new incidents ring one by one again."
  `);
});

test('the message of a storm says when it is over', () => {
  expect(renderSlackStorm(STORM, 'over').text).toBe('✅ Storm over: 37 more incidents in 5 minutes');
});

test.each([
  [{ count: 1 }, '🌩 Storm: 1 more incident in 5 minutes'],
  [{ last: STORM.first }, '🌩 Storm: 37 more incidents in a minute'],
  [{ count: 3_200, more: true }, '🌩 Storm: more than 3,200 more incidents in 5 minutes'],
])('%j is told as %s', (changes, text) => {
  expect(renderSlackStorm({ ...STORM, ...changes }, 'lasting').text).toBe(text);
});

test('a storm of every detection there is fits, and is inert', () => {
  const byDetection = detectionIds.map((detectionId) => ({ detectionId, severity: 'high' as const, count: 1_000 }));
  const message = renderSlackStorm({ ...STORM, byDetection }, 'lasting');

  expect(blockKitViolations(message)).toEqual([]);
  expect(slackActivity(message)).toEqual([]);
});
