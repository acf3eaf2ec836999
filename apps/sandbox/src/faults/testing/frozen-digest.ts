import * as z from 'zod';
import { type Sandbox } from '../../sandbox.ts';
import { type Sent } from './crash-points.ts';

const Window = z.object({
  frozen: z.object({ id: z.string(), receipt: z.string().optional(), replies: z.number() }).optional(),
});
export type Frozen = z.infer<typeof Window>['frozen'];

/** The digest that is being told, as the table has it. */
export async function frozenIn({ tables }: Sandbox): Promise<Frozen> {
  const [item] = await tables[0]!.itemsAt([{ pk: { S: 'digest#window' }, sk: { S: 'window' } }]);
  return item?.window?.S === undefined ? undefined : Window.parse(JSON.parse(item.window.S)).frozen;
}

/** How many of these messages of a digest were sent, and are not written down. */
export function unmarkedIn(frozen: Frozen, { messages }: Sent): number {
  if (!frozen) {
    return 0; // not begun, or over
  }
  if (frozen.receipt === undefined) {
    return messages.filter(({ metadata }) => JSON.stringify(metadata ?? '').includes(`"id":"${frozen.id}"`)).length;
  }
  const [, ts] = frozen.receipt.split('/');
  return messages.filter(({ threadTs }) => threadTs === ts).length - frozen.replies;
}
