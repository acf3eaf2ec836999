import { expect, test } from '@jest/globals';
import { calledObjectOf } from './called-object.ts';

test.each([
  [{ bucketName: 'example-exports', VersioningConfiguration: { Status: 'Suspended' } }, 'example-exports'],
  [{ clientRequestId: 'once', name: 'main' }, 'main'],
  [
    { force: true, trailARN: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main' },
    expect.stringMatching(/main$/),
  ],
  [{ instanceId: ['i-0a1b2c3d4e5f67890'], vpcId: 'vpc-0a1b2c3d' }, 'vpc-0a1b2c3d'],
])('%j is about something', (parameters, name) => {
  expect(calledObjectOf(parameters)).toEqual(name);
});

test.each([[null], [undefined], ['null'], [[]], [{}], [{ clientToken: 'once', status: 'Enabled' }]])(
  '%j names nothing',
  (parameters) => {
    expect(calledObjectOf(parameters)).toBeUndefined();
  },
);
