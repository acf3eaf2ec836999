import { ALERT_PREFIX, type AlertRecord, readAlertItem } from '@trailbell/alert-store';
import { type Item } from '../dynamodb/item.ts';

/** The alert that an item of a table is, if it is one. */
export function alertIn(item: Item): AlertRecord | undefined {
  return item.pk?.S?.startsWith(ALERT_PREFIX) === true ? readAlertItem({ ...item }) : undefined;
}
