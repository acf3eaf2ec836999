import * as z from 'zod'; // not { z }: that bundles every locale
import { type SequenceDemand, type ThresholdDemand } from '../candidate.ts';

/** One call, or one value of it, as it is counted. Times are epoch ms of calls. */
const Mark = z.object({ event: z.string(), time: z.number(), value: z.string() });
type Mark = z.infer<typeof Mark>;

const Firing = z.object({
  event: z.string(),
  time: z.number(),
  count: z.number(),
  since: z.number(),
  until: z.number(),
  values: z.array(z.string()),
});
export type Firing = z.infer<typeof Firing>;

/** What is remembered of the calls of one key: those not yet told, and which events completed what was told. */
export const MarkSet = z.object({ marks: z.array(Mark), firings: z.array(Firing) });
export type MarkSet = z.infer<typeof MarkSet>;

export type MarkDemand = ThresholdDemand | SequenceDemand;

/** An event that is counted. */
export interface Counted {
  readonly key: string;
  readonly time: number;
}

export interface Marked {
  readonly set: MarkSet;
  readonly firing?: Firing;
}

/** Of a key whose calls go on for days, which was told of each time. */
const FIRINGS_KEPT = 8;
const VALUES_TOLD = 20;
/** How much later than its neighbours a call may come and still be counted with them: as long as Lambda tries an event again. */
const LATE_MS = 6 * 3_600_000;
/** Nearly enough calls, all the time: of these the latest are kept. */
const MOST_MARKS = 200;
/** A value that comes again is written down so often in a window. */
const REPETITIONS_A_WINDOW = 12;

/** How long a set is of use after it was written. */
export function keepMarksForMs({ windowMs }: MarkDemand): number {
  return LATE_MS + 2 * windowMs;
}

/**
 * The set with this event counted, and the firing when this is an event that fires. A window is `windowMs` long by the times of
 * the calls; those of a `distinct` demand are rounded down to a twelfth of it.
 *
 * Of any events, in any order and however often each comes: something fires if and only if some window holds what is demanded;
 * events that fire are a window apart or more; and one that fired fires again when it is evaluated again, with the same
 * evidence. What fired covers the calls up to a window before and after it. They are not remembered any longer: a storm writes
 * no more than it takes to fire.
 */
export function marked(set: MarkSet, { key: event, time }: Counted, demand: MarkDemand): Marked {
  const known = set.firings.find((firing) => firing.event === event);
  if (known !== undefined) {
    return { set, firing: known };
  }
  const isNear = (other: { readonly time: number }) =>
    Math.abs(at(other, demand) - at({ time }, demand)) < demand.windowMs;
  if (set.firings.some(isNear)) {
    return { set };
  }

  const fresh = marksOf(event, time, demand).filter((mark) => !set.marks.some((other) => isSame(mark, other, demand)));
  const marks = [...set.marks, ...fresh].sort(byTime);
  const complete = completing(marks.filter(isNear), at({ time }, demand), demand);
  if (complete === undefined) {
    return { set: fresh.length === 0 ? set : { ...set, marks: needed(marks, demand) } };
  }
  const firing = { event, time, ...evidenceOf(complete, demand) };
  const firings = [...set.firings, firing].sort(byTime).slice(-FIRINGS_KEPT);
  return { set: { marks: marks.filter((mark) => !isNear(mark)), firings }, firing };
}

/** The time by which a mark is in a window or not. */
function at({ time }: { readonly time: number }, { kind, windowMs }: MarkDemand): number {
  const step = windowMs / REPETITIONS_A_WINDOW;
  return kind === 'distinct' ? Math.floor(time / step) * step : time;
}

/** Where values are counted it does not matter which event a value came with. */
function marksOf(event: string, time: number, { kind, values }: MarkDemand): readonly Mark[] {
  switch (kind) {
    case 'threshold':
      return [{ event, time, value: values[0] ?? '' }];
    case 'distinct':
      return values.map((value) => ({ event: '', time, value }));
    case 'sequence':
      return values.map((value) => ({ event, time, value }));
  }
}

function isSame(one: Mark, other: Mark, demand: MarkDemand): boolean {
  return one.event === other.event && one.value === other.value && at(one, demand) === at(other, demand);
}

/** Of marks nearer than a window to the event's, in order of time, those that meet the demand together with its own. */
function completing(marks: readonly Mark[], time: number, demand: MarkDemand): readonly Mark[] | undefined {
  const windows = marks
    .filter((mark) => at(mark, demand) <= time)
    .map((begin) => {
      const end = at(begin, demand) + demand.windowMs;
      return marks.filter((mark) => mark.time >= begin.time && at(mark, demand) < end);
    });
  return demand.kind === 'sequence'
    ? windows.map((window) => stepsOf(window, demand)).find((steps) => steps !== undefined)
    : windows.find((window) => countOf(window, demand) >= demand.atLeast);
}

function countOf(marks: readonly Mark[], { kind }: MarkDemand): number {
  return new Set(marks.map((mark) => (kind === 'distinct' ? mark.value : mark.event))).size;
}

/** One mark of each step, in their order, from the first of the window on. Calls of one second have no order: any will do. */
function stepsOf(window: readonly Mark[], { steps }: SequenceDemand): readonly Mark[] | undefined {
  const taken = steps.reduce((before: readonly Mark[], step) => {
    const next = window.find(({ time, value }) => value === step && time >= (before.at(-1)?.time ?? 0));
    return next ? [...before, next] : before;
  }, []);
  return taken.length === steps.length ? taken : undefined;
}

function evidenceOf(marks: readonly Mark[], demand: MarkDemand): Omit<Firing, 'event' | 'time'> {
  const times = marks.map(({ time }) => time);
  const values = [...new Set(marks.map(({ value }) => value))].filter((value) => value !== '');
  return {
    count: countOf(marks, demand),
    since: Math.min(...times),
    until: Math.max(...times),
    values: values.slice(0, VALUES_TOLD),
  };
}

/** The marks that later calls, or late ones, may still need. */
function needed(marks: readonly Mark[], demand: MarkDemand): Mark[] {
  const { kind, windowMs } = demand;
  const latest = marks.at(-1)?.time ?? 0;
  const inTime = marks.filter(({ time }) => time >= latest - LATE_MS - windowMs);
  const kept = kind === 'distinct' ? [...Map.groupBy(inTime, ({ value }) => value).values()].flatMap(ends) : inTime;
  return kept.sort(byTime).slice(-MOST_MARKS);

  /** Of the marks of one value, without those between two of which every window that holds the one between holds one. */
  function ends(ofValue: readonly Mark[]): readonly Mark[] {
    return ofValue.reduce((before: readonly Mark[], mark) => {
      const begin = before.at(-2);
      return begin && at(mark, demand) - at(begin, demand) <= demand.windowMs
        ? [...before.slice(0, -1), mark]
        : [...before, mark];
    }, []);
  }
}

function byTime(one: { readonly time: number }, other: { readonly time: number }): number {
  return one.time - other.time;
}
