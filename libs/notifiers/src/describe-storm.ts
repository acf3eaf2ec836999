import { type StormState } from '@trailbell/alerting';

/** `37 more incidents in 5 minutes`; of many `more than 3,200`. */
export function stormHeadline({ count, more, first, last }: StormState): string {
  const minutes = Math.floor((last - first) / 60_000) + 1;
  const incidents = `${more ? 'more than ' : ''}${count.toLocaleString('en')} more incident${count === 1 && !more ? '' : 's'}`;
  return `${incidents} in ${minutes === 1 ? 'a minute' : `${minutes.toLocaleString('en')} minutes`}`;
}
