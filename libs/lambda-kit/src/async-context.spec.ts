import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import * as ours from './async-context.ts';

const real = createRequire(createRequire(import.meta.url).resolve('aws-xray-sdk-core'))(
  'cls-hooked/context',
) as typeof ours;

/** As X-Ray asks for it: one context that is entered once, and one more inside for each call that is followed. */
describe.each([
  ['cls-hooked', real],
  ['what stands in for it', ours],
])('%s', (name, { createNamespace, getNamespace, destroyNamespace }) => {
  test('is found by its name, until it is given up', () => {
    const namespace = createNamespace(`found ${name}`);

    expect(getNamespace(`found ${name}`)).toBe(namespace);
    expect(getNamespace(`other ${name}`)).toBeUndefined();

    destroyNamespace(`found ${name}`);
    expect(getNamespace(`found ${name}`)).toBeFalsy();
  });

  test('holds nothing before a context is entered', () => {
    const namespace = createNamespace(`empty ${name}`);

    expect(namespace.get('segment')).toBeUndefined();
    expect(() => namespace.set('segment', 'any')).toThrow('No context available');
  });

  test('whatever runs at once and later stays in its own context, and the one around it sees nothing of that', async () => {
    const namespace = createNamespace(`nested ${name}`);
    namespace.enter(namespace.createContext());
    namespace.set('segment', 'invocation');

    const later = ['first', 'second'].map((call) => {
      const seen: unknown[] = [];
      const done = Promise.withResolvers<unknown[]>();
      namespace.run(() => {
        seen.push(namespace.get('segment'));
        namespace.set('segment', call);
        void setImmediate()
          .then(() => seen.push(namespace.get('segment')))
          .then(() => {
            done.resolve(seen);
          });
      });
      return done.promise;
    });

    expect(namespace.get('segment')).toBe('invocation');
    expect(await Promise.all(later)).toEqual([
      ['invocation', 'first'],
      ['invocation', 'second'],
    ]);
    expect(namespace.get('segment')).toBe('invocation');
  });

  test('goes on with what was entered, however it is changed there', async () => {
    const namespace = createNamespace(`entered ${name}`);
    namespace.enter(namespace.createContext());
    namespace.set('segment', 'cold start');
    await setImmediate();
    namespace.set('segment', 'invocation');
    await setImmediate();

    expect(namespace.get('segment')).toBe('invocation');
  });
});
