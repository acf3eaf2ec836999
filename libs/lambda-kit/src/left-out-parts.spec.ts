import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import {
  NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS as options,
  resolveEndpointDiscoveryConfig,
} from './no-endpoint-discovery.ts';
import { EventStreamSerde, NoEventStreamsError, eventStreamSerdeProvider } from './no-event-streams.ts';

test('a client of DynamoDB looks up no endpoint unless it is told to, as without the real part', async () => {
  const real = new DynamoDBClient({ region: 'eu-central-1' });
  const config = resolveEndpointDiscoveryConfig({ region: 'eu-central-1' });

  expect(real.config.isClientEndpointDiscoveryEnabled).toBe(config.isClientEndpointDiscoveryEnabled);
  expect(await config.endpointDiscoveryEnabled()).toBe(false);
  expect(options.default).toBeUndefined();
});

test('a call that is answered in a stream of events says that it cannot be', () => {
  expect(eventStreamSerdeProvider()).toEqual({});
  expect(() => new EventStreamSerde()).toThrow(NoEventStreamsError);
});
