import { expect, test } from '@jest/globals';
import { fieldsNamed } from './fields-named.ts';

test('fields are found in lists and objects, whatever the case of their names', () => {
  const request = { CreateFleetRequest: { Overrides: [{ InstanceType: 'p5.48xlarge' }] }, instanceType: 't3.micro' };

  expect(fieldsNamed('instancetype', request)).toEqual(['p5.48xlarge', 't3.micro']);
});

test('what is no object holds none', () => {
  expect([null, undefined, 'instancetype', 7].map((value) => fieldsNamed('instancetype', value))).toEqual([
    [],
    [],
    [],
    [],
  ]);
});

test('a record that nests without end is left at some depth', () => {
  const deep: Record<string, unknown> = {};
  deep.inner = deep;

  expect(fieldsNamed('instancetype', deep)).toEqual([]);
});
