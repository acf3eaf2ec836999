import { severities } from '@trailbell/detections';
import * as z from 'zod';
import { EventName, EventSource } from './started-from.ts';

const LONGEST_ID = 60;

/** `iam-mfa-deactivated` reads `Iam mfa deactivated`: a start that says no more than the id does. */
function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

const blankIsAbsent = (text: unknown) => (text === '' ? undefined : text);

export const DetectionOptions = z
  .strictObject({
    id: z
      .string()
      .max(LONGEST_ID, { error: ({ input }) => `the id ${JSON.stringify(input)} is too long. ${VALID_ID}` })
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/, {
        error: ({ input }) => `the id ${JSON.stringify(input)} does not read. ${VALID_ID}`,
      }),
    title: z.preprocess(
      blankIsAbsent,
      z
        .string()
        // What follows a `*/` would be code where the title is a comment.
        .regex(/^(?!.*\*\/)[A-Z][^\p{Cc}]{9,69}(?<![.…])$/u, {
          error: ({ input }) =>
            `the title ${JSON.stringify(input)} does not read. Valid: 11 to 70 characters, a capital first, no full stop`,
        })
        .optional(),
    ),
    severity: z
      .enum(severities, {
        error: ({ input }) => `the severity ${JSON.stringify(input)} is unknown. Known: ${severities.join(', ')}`,
      })
      .default('medium'),
    eventSource: EventSource.optional(),
    eventName: EventName.optional(),
    fromEvent: z.string().min(1, 'fromEvent is empty. Valid: a file with one event').optional(),
  })
  .transform(({ title, ...options }) => ({ ...options, title: title ?? titleOf(options.id) }));
export type DetectionOptions = z.infer<typeof DetectionOptions>;

const VALID_ID = `Valid: two or more words in lower case, joined by hyphens, at most ${LONGEST_ID} characters: cloudtrail-stopped`;
