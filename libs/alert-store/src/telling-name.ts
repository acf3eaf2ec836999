import { type TellingKey } from '@trailbell/alerting';

/** What a telling is called among the tellings of an alert. */
export function tellingNameOf({ app, notifier }: Pick<TellingKey, 'app' | 'notifier'>): string {
  return `${app}/${notifier}`;
}
