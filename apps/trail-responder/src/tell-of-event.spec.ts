import { expect, test } from '@jest/globals';
import { StoreUnavailableError } from '@trailbell/alerting';
import { tellOfEvent } from './tell-of-event.ts';
import { type Restart } from './restart-trail.ts';
import { stopLogging } from './testing/stop-logging.ts';
import { memoryStore, tellingWith } from './testing/telling.ts';

const EVENT = stopLogging({}, { eventID: 'event-1' });
const RESTART: Restart = {
  kind: 'would-restart',
  trail: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/trailbell',
};

test('tells people who did what, once, however often the event comes', async () => {
  const { telling, told } = tellingWith();

  await tellOfEvent(EVENT, RESTART, telling);
  await tellOfEvent(EVENT, RESTART, telling);

  expect(told).toMatchObject([
    {
      eventKey: 'event-1',
      detectionId: 'trail-responder',
      summary: expect.stringContaining('ana (IAM user) stopped the trail trailbell') as unknown,
    },
  ]);
});

test('rejects when nobody could be told, and tells when the event comes again', async () => {
  let isDown = true;
  const { telling, told, telemetry } = tellingWith({ slackFails: () => isDown });

  await expect(tellOfEvent(EVENT, RESTART, telling)).rejects.toThrow('nobody could be told of event event-1 now');
  isDown = false;
  await tellOfEvent(EVENT, RESTART, telling);

  expect(told).toHaveLength(1);
  expect(telemetry.counts.get('DeliveryFailed')).toBe(1);
});

test('rejects while another invocation is telling, and tells nobody', async () => {
  const store = memoryStore();
  const { telling, told } = tellingWith({ store: { ...store, claim: () => Promise.resolve('held') } });

  await expect(tellOfEvent(EVENT, RESTART, telling)).rejects.toThrow('another invocation is telling');

  expect(told).toEqual([]);
});

test('is done when people were told and the table could not be told so, and says that they may be told once more', async () => {
  const store = memoryStore();
  const { telling, told, telemetry } = tellingWith({
    store: { ...store, markTold: () => Promise.reject(new StoreUnavailableError('throttled')) },
  });

  await tellOfEvent(EVENT, RESTART, telling);

  expect(told).toHaveLength(1);
  expect(telemetry.counts.get('DeliveryUnmarked')).toBe(1);
});
