import { describe, expect, test } from '@jest/globals';
import { type ActorKind } from './actor-kind.ts';
import { actorOf } from './actor.ts';
import { type CloudTrailRecord } from './record.ts';
import { actorShapes } from './testing/actor-shapes.ts';
import { withoutField } from './testing/without-field.ts';

const KINDS = Object.keys({
  root: true,
  'iam-user': true,
  'identity-center-user': true,
  'assumed-role': true,
  'federated-user': true,
  'aws-service': true,
  'aws-account': true,
  anonymous: true,
  none: true,
  unknown: true,
} satisfies Record<ActorKind, true>) as ActorKind[];

describe('who is behind a call', () => {
  test.each(actorShapes)('$shape: $why', ({ record, actor }) => {
    expect(actorOf(record as CloudTrailRecord)).toEqual(actor);
  });

  test.each(actorShapes.filter(({ from }) => from.length > 0))(
    '$shape is told from $from',
    ({ record, actor, from }) => {
      expect(actorOf(from.reduce(withoutField, record) as CloudTrailRecord)).not.toEqual(actor);
    },
  );

  test.each(KINDS)('the table has the kind %s', (kind) => {
    expect(actorShapes.map(({ actor }) => actor.kind)).toContain(kind);
  });

  test.each(pairsOf(KINDS))('the table notices when %s and %s are swapped', (one, other) => {
    const swapped = new Map<ActorKind, ActorKind>([
      [one, other],
      [other, one],
    ]);

    const wrong = actorShapes.filter(({ record, actor }) => {
      const { kind } = actorOf(record);
      return (swapped.get(kind) ?? kind) !== actor.kind;
    });

    expect(wrong.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    'a text',
    42,
    [],
    [{ type: 'Root' }],
    { type: 7, arn: {}, sessionContext: 'none' },
    { type: 'AssumedRole', arn: 5, principalId: null, sessionContext: { sessionIssuer: [] } },
    { type: 'constructor' },
    { type: '__proto__', arn: 'arn:::::' },
  ])('an identity of %j is answered, not thrown at', (userIdentity) => {
    expect(typeof actorOf({ userIdentity } as unknown as CloudTrailRecord).name).toBe('string');
  });
});

function pairsOf<T>(values: readonly T[]): [T, T][] {
  return values.flatMap((one, index) => values.slice(index + 1).map((other): [T, T] => [one, other]));
}
