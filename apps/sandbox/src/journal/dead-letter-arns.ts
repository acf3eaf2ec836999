import { type Definitions } from '../cloudformation/definitions.ts';

/** Every place that takes what others gave up on: by redrive, as a target's dead-letter queue, or as a destination. */
export function deadLetterArnsOf({
  queues,
  rules,
  schedules,
  asyncInvokes,
  functions,
}: Definitions): ReadonlySet<string> {
  const arns = [
    ...queues.map(({ redrive }) => redrive?.deadLetterTargetArn),
    ...rules.flatMap(({ targets }) => targets.map(({ deadLetterArn }) => deadLetterArn)),
    ...schedules.map(({ deadLetterArn }) => deadLetterArn),
    ...asyncInvokes.map(({ onFailureArn }) => onFailureArn),
    ...functions.map(({ deadLetterTargetArn }) => deadLetterTargetArn),
  ];
  return new Set(arns.filter((arn) => arn !== undefined));
}
