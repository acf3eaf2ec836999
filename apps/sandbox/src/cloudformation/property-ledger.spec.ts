import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { readAssembly } from './assembly.ts';
import { ignoredProperties } from './ignored-properties.ts';
import { PropertyLedger, type PropertyPath, isIgnored, isWithin } from './property-ledger.ts';
import { readStacks } from './read-stacks.ts';

describe('the ledger', () => {
  const properties = { QueueName: 'a', Redrive: { arn: 'b', count: 3 }, Targets: [{ Id: 'x', Arn: 'y' }], Tags: [] };

  function opened() {
    const ledger = new PropertyLedger();
    return { ledger, recorded: ledger.open('T', properties) };
  }

  const paths = (list: readonly PropertyPath[]) => list.map(({ path }) => path).sort();

  test('finds every property, lists without indices', () => {
    expect(paths(opened().ledger.found)).toEqual([
      'QueueName',
      'Redrive.arn',
      'Redrive.count',
      'Tags',
      'Targets[].Arn',
      'Targets[].Id',
    ]);
  });

  test('records what a schema takes, and nothing beside it', () => {
    const { ledger, recorded } = opened();

    z.object({ Redrive: z.object({ arn: z.string() }), Targets: z.array(z.object({ Arn: z.string() })) }).parse(
      recorded,
    );

    expect(paths(ledger.read)).toEqual(['Redrive.arn', 'Targets[].Arn']);
  });

  test('names what was neither read nor ignored', () => {
    const { ledger, recorded } = opened();
    z.object({ QueueName: z.string() }).parse(recorded);

    expect(() => {
      ledger.check({ T: { Redrive: 'reason', Tags: 'reason', 'Targets[].Id': 'reason' } });
    }).toThrow('neither honours nor lists as ignored: T Targets[].Arn.');
    expect(() => {
      ledger.check({ T: { Redrive: 'reason', Tags: 'reason', Targets: 'reason' } });
    }).not.toThrow();
  });

  test('a path stands for all beneath it, and for nothing that merely begins alike', () => {
    expect(isWithin('Targets[].Arn', 'Targets')).toBe(true);
    expect(isWithin('Redrive.arn', 'Redrive')).toBe(true);
    expect(isWithin('RedrivePolicy', 'Redrive')).toBe(false);
  });
});

describe('the synthesised templates', () => {
  // The second has what the first does without: an archive under lock, accounts that are members.
  const assemblies = ['cdk.out', 'two-accounts.out'].map((name) =>
    join(import.meta.dirname, '../../../../dist/apps/infra', name),
  );
  let ledger: PropertyLedger;
  const describeAll = (list: readonly PropertyPath[]) => list.map(({ type, path }) => `${type} ${path}`);

  beforeAll(() => {
    if (!assemblies.every((assembly) => existsSync(assembly))) {
      throw new Error(
        'there are no synthesised stacks. Run npx nx run-many -t prepare synth-two-accounts -p sandbox infra first',
      );
    }
    ({ ledger } = readStacks(assemblies.flatMap((assembly) => readAssembly(assembly))));
  });

  test('hold no property that the sandbox neither honours nor lists as ignored', () => {
    const read = new Set(describeAll(ledger.read));
    const unhonoured = ledger.found.filter((path) => !isIgnored(ignoredProperties, path));

    expect(describeAll(unhonoured).filter((path) => !read.has(path))).toEqual([]);
  });

  test('hold every property that is listed as ignored', () => {
    const listed = Object.entries(ignoredProperties).flatMap(([type, reasons]) =>
      Object.keys(reasons).map((path) => ({ type, path })),
    );
    const absent = listed.filter(
      ({ type, path }) => !ledger.found.some((found) => found.type === type && isWithin(found.path, path)),
    );

    expect(describeAll(absent)).toEqual([]);
  });

  test('hold no property that is listed as ignored and read all the same', () => {
    expect(describeAll(ledger.read.filter((path) => isIgnored(ignoredProperties, path)))).toEqual([]);
  });
});
