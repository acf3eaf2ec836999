import * as z from 'zod'; // not { z }: that bundles every locale

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** By the wall clock of the time zone. `24:00` is the end of a day. */
const TimeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'needs a time of day as 22:00');

/** When nobody wants to be rung. They may pass midnight: `days` are those on which they begin. */
export const QuietHours = z
  .strictObject({
    days: z
      .array(z.enum(DAYS, { error: `needs days of ${DAYS.join(', ')}` }))
      .nonempty('needs at least one day')
      .describe('On which they begin.'),
    from: TimeOfDay.describe('When they begin, as 22:00.'),
    to: TimeOfDay.describe('When they end: on the next day, if that is earlier.'),
    timeZone: z
      .string()
      .refine(isTimeZone, 'needs a time zone such as Europe/Berlin')
      .describe('By whose wall clock, as Europe/Berlin.'),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    error: 'needs another time than `from`. A whole day is 00:00 to 24:00',
  });
export type QuietHours = z.infer<typeof QuietHours>;

/** Whether it is quiet then. A time that cannot be read is never quiet. */
export function isQuiet(time: Date, quietHours: readonly QuietHours[]): boolean {
  return !Number.isNaN(time.getTime()) && quietHours.some((hours) => covers(hours, time));
}

/** From `from` until just before `to`. */
function covers({ days, from, to, timeZone }: QuietHours, time: Date): boolean {
  const { day, minute } = wallClock(time, timeZone);
  const [start, end] = [minuteOf(from), minuteOf(to)];
  const dayOf = (index: number) => DAYS[(index + DAYS.length) % DAYS.length];
  const began = (index: number) => days.some((known) => known === dayOf(index));

  return start < end
    ? began(day) && start <= minute && minute < end
    : (began(day) && start <= minute) || (began(day - 1) && minute < end);
}

function wallClock(time: Date, timeZone: string): { readonly day: number; readonly minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((known) => known.type === type)?.value ?? '';
  return {
    day: DAYS.findIndex((day) => day === part('weekday').toLowerCase()),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

function minuteOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) {
      return false;
    }
    throw error;
  }
}
