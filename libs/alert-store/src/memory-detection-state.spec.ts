import { expect, test } from '@jest/globals';
import { memoryDetectionState } from './memory-detection-state.ts';
import { describeDetectionState } from './testing/describe-detection-state.ts';

describeDetectionState('what detections remember, in memory', { open: () => memoryDetectionState(), numRuns: 500 });

test('of too many documents the one written longest ago is forgotten', async () => {
  const state = memoryDetectionState(2);
  const keyOf = (name: string) => ({ detectionId: 'one', key: [name] });
  const write = (name: string, version?: number) =>
    state.write(keyOf(name), { document: { name }, version, keepForMs: undefined });

  await write('first');
  await write('second');
  await write('first', 1);
  await write('third');

  expect(await state.read(keyOf('second'))).toBeUndefined();
  expect((await state.read(keyOf('first')))?.document).toEqual({ name: 'first' });
  expect((await state.read(keyOf('third')))?.document).toEqual({ name: 'third' });
});
