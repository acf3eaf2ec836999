import { describe, expect, test } from '@jest/globals';
import { type Change, EVENTS_KEPT, type SandboxState, type SlackMessage } from '../page-api.ts';
import { applyChange } from './apply-change.ts';
import { emptyState, eventOf } from './testing/example-state.ts';

describe('applyChange', () => {
  test('knows nothing before the first whole state', () => {
    expect(applyChange(undefined, { kind: 'phase', phase: 'working' })).toBeUndefined();
    expect(applyChange(undefined, { kind: 'state', state: emptyState })).toBe(emptyState);
  });

  test('adds an event it does not know, and puts one it knows in its old place', () => {
    const state = after([1, 2, 3].map((id) => ({ kind: 'event', event: eventOf(id) })));

    const { events } = applyChange(state, { kind: 'event', event: eventOf(2, { fate: 'quiet' }) })!;

    expect(events.map(({ id, fate }) => [id, fate])).toEqual([
      [1, 'unmatched'],
      [2, 'quiet'],
      [3, 'unmatched'],
    ]);
  });

  test('forgets the oldest events beyond those the sandbox keeps', () => {
    const full = { ...emptyState, events: Array.from({ length: EVENTS_KEPT }, (_, at) => eventOf(at)) };

    const { events } = applyChange(full, { kind: 'event', event: eventOf(EVENTS_KEPT) })!;

    expect(events).toHaveLength(EVENTS_KEPT);
    expect(events.at(0)?.id).toBe(1);
    expect(events.at(-1)?.id).toBe(EVENTS_KEPT);
  });

  test('opens a channel for its first message, and replaces a message that was updated', () => {
    const state = after([
      { kind: 'slack-message', message: messageOf('#a', '1.1', 'first') },
      { kind: 'slack-message', message: messageOf('#b', '1.2', 'elsewhere') },
      { kind: 'slack-message', message: messageOf('#a', '1.1', 'first, updated') },
    ]);

    expect(state.channels.map(({ name, messages }) => [name, messages.map(({ text }) => text)])).toEqual([
      ['#a', ['first, updated']],
      ['#b', ['elsewhere']],
    ]);
  });

  test('tells queues of one name in two regions apart', () => {
    const queue = {
      name: 'trailbell-collector-dead-letters',
      role: 'dead-letter',
      visible: 0,
      inFlight: 0,
      delayed: 0,
    } as const;
    const state = after([
      { kind: 'queue', queue: { ...queue, region: 'us-east-1' } },
      { kind: 'queue', queue: { ...queue, region: 'eu-central-1' } },
      { kind: 'queue', queue: { ...queue, region: 'us-east-1', visible: 1 } },
    ]);

    expect(state.queues.map(({ region, visible }) => [region, visible])).toEqual([
      ['us-east-1', 1],
      ['eu-central-1', 0],
    ]);
  });

  test.each<[Change, Partial<SandboxState>]>([
    [{ kind: 'phase', phase: 'working' }, { phase: 'working' }],
    [
      { kind: 'clock', clock: { now: '2026-10-13T08:00:00Z', pace: 'leap' } },
      { clock: { now: '2026-10-13T08:00:00Z', pace: 'leap' } },
    ],
    [{ kind: 'faults', faults: { slack: 'cut' } }, { faults: { slack: 'cut' } }],
    [
      { kind: 'held-back', heldBack: [{ reason: 'read-only', count: 3 }] },
      { heldBack: [{ reason: 'read-only', count: 3 }] },
    ],
    [{ kind: 'dead-letters', deadLetters: [] }, { deadLetters: [] }],
  ])('%j replaces that part, and nothing else', (change, part) => {
    expect(applyChange(emptyState, change)).toEqual({ ...emptyState, ...part });
  });
});

function after(changes: readonly Change[]): SandboxState {
  return changes.reduce<SandboxState | undefined>(applyChange, emptyState)!;
}

function messageOf(channel: string, ts: string, text: string): SlackMessage {
  return { channel, ts, text, blocks: [], updated: false };
}
