import { MetricName } from '@trailbell/alerting';
import {
  type BatchAnswer,
  type QueueMessage,
  type ReadMessage,
  keepOnQueue,
  readMessages,
} from '@trailbell/lambda-kit';
import { type Closing, closeWindows } from './close-windows.ts';
import { DigestMessage, isClose } from './digest-message.ts';
import { type Gathering, gatherLines } from './gather-lines.ts';

export type DigestWork = Gathering & Closing;

/**
 * Gathers the lines of a batch, then closes the window if a message asks for it, and says which messages the queue keeps.
 *
 * A message that cannot be read goes back alone, and after its last try to the dead-letter queue. One whose lines cannot be stored
 * now goes back, and so does the closing of a digest that could not be told. Never rejects: that would bring back the messages
 * that are done with, too.
 */
export async function workOffBatch(messages: readonly QueueMessage[], work: DigestWork): Promise<BatchAnswer> {
  const { log, count } = work.telemetry;
  const { readable, unreadable } = readMessages(DigestMessage, messages);
  for (const { messageId, error } of unreadable) {
    count(MetricName.MessageUnreadable);
    log.error('the digest queue carries a message that is none of ours', { messageId, error });
  }

  const closings = readable.flatMap(({ messageId, body }) => (isClose(body) ? [{ messageId, body }] : []));
  const lines = readable.flatMap(({ messageId, body }) => (isClose(body) ? [] : [{ messageId, body }]));
  const unstored = await gatherLines(lines, work);
  const untold = await closeWindows(closings, work);
  return keepOnQueue([...unreadable, ...unstored, ...untold] satisfies readonly Pick<
    ReadMessage<unknown>,
    'messageId'
  >[]);
}
