import { describe, expect, test } from '@jest/globals';
import { order } from '../testing/with-sandbox.ts';
import { valueAt } from './json-path.ts';
import { targetInput } from './target-input.ts';

const CONTEXT = { ruleArn: 'arn:rule', ruleName: 'rule', at: '2026-10-13T07:00:00.000Z' };
const EVENT = order({ name: 'ana "quoted"', count: 3, list: ['a', { b: 1 }], none: null });

function filled(template: string, paths: Record<string, string> = {}): string {
  return targetInput({ kind: 'template', paths, template }, EVENT, CONTEXT);
}

describe('a template', () => {
  test('takes values as JSON outside of quotes, and as escaped text inside', () => {
    expect(
      JSON.parse(
        filled('{"a":<name>,"b":"hello <name>!","c":<count>}', { name: '$.detail.name', count: '$.detail.count' }),
      ),
    ).toEqual({
      a: 'ana "quoted"',
      b: 'hello ana "quoted"!',
      c: 3,
    });
  });

  test('takes nothing for a path that leads nowhere', () => {
    expect(filled('"who: <who>."', { who: '$.detail.absent' })).toBe('"who: ."');
  });

  test('knows the variables of EventBridge itself', () => {
    expect(filled('"<aws.events.rule-name> <aws.events.rule-arn> <aws.events.event.ingestion-time>"')).toBe(
      '"rule arn:rule 2026-10-13T07:00:00.000Z"',
    );
    expect(JSON.parse(filled('{"all":<aws.events.event>}'))).toEqual({ all: EVENT });
  });

  test('leaves alone what is no variable', () => {
    expect(filled('"a < b and <unknown> and \\"<count>\\""', { count: '$.detail.count' })).toBe(
      '"a < b and <unknown> and \\"3\\""',
    );
  });
});

test.each([
  ['the whole event', { kind: 'event' } as const, EVENT],
  ['a part', { kind: 'path', path: '$.detail.list[1].b' } as const, 1],
  ['a part that is absent', { kind: 'path', path: '$.detail.x' } as const, null],
  ['a constant', { kind: 'constant', json: '{"a":1}' } as const, { a: 1 }],
])('%s is sent as JSON', (_, shape, sent) => {
  expect(JSON.parse(targetInput(shape, EVENT, CONTEXT))).toEqual(sent);
});

test.each([
  ['$', EVENT],
  ['$.detail.count', 3],
  ["$.detail['count']", 3],
  ['$.detail.list[0]', 'a'],
  ['$.detail.list[9]', undefined],
  ['$.detail.none', null],
  ['$.detail.none.deeper', undefined],
  ['$.detail.toString', undefined],
])('the path %s', (path, value) => {
  expect(valueAt(EVENT, path)).toEqual(value);
});

test('a path EventBridge does not know is refused', () => {
  expect(() => valueAt(EVENT, '$..name')).toThrow('the path "$..name" is none EventBridge knows');
});
