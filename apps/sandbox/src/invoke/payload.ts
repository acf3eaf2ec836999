import { type EventEnvelope, readEvents } from '@trailbell/cloudtrail-types';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { sqsRecord } from '../lambda/sqs-event.ts';
import { inputOf } from '../replay/read-input.ts';

/** What Lambda itself would hand over: a batch of messages. Given as it is. */
const Batch = z.object({ Records: z.array(z.object({ eventSource: z.literal('aws:sqs') })).nonempty() });

export class UnreadableEventFileError extends Error {
  override readonly name = 'UnreadableEventFileError';
}

/**
 * What one invocation is given: the one event of the file in its envelope, or in a message when the function drains a queue.
 * A batch of SQS messages is given as the file has it.
 */
export async function payloadOf(file: string, queueArn: string | undefined): Promise<string> {
  const text = await textOf(file);
  if (Batch.safeParse(jsonOr(text)).success) {
    return text;
  }
  const envelope = await onlyEventOf(file);
  return queueArn === undefined ? JSON.stringify(envelope) : batchOf(JSON.stringify(envelope), queueArn);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UnreadableEventFileError(`--event ${file} cannot be read. Give a file with one event`, { cause });
  }
}

async function onlyEventOf(file: string): Promise<EventEnvelope> {
  const envelopes: EventEnvelope[] = [];
  for await (const found of readEvents([file])) {
    const input = inputOf(found);
    if (input.kind === 'unreadable') {
      throw new UnreadableEventFileError(`--event ${file} cannot be read: ${input.input.reason}`);
    }
    envelopes.push(input.envelope);
  }
  const [envelope] = envelopes;
  if (envelope === undefined || envelopes.length > 1) {
    throw new UnreadableEventFileError(
      `--event ${file} holds ${envelopes.length} events. Give a file with one; npm start -- --events replays many`,
    );
  }
  return envelope;
}

function batchOf(body: string, queueArn: string): string {
  const now = Date.now();
  const message = {
    id: randomUUID(),
    receiptHandle: randomUUID(),
    body,
    attributes: {},
    traceHeader: undefined,
    senderId: 'invoke',
    sentAt: now,
    receiveCount: 1,
    firstReceivedAt: now,
    deadLetterSourceArn: undefined,
    origin: undefined,
  };
  return JSON.stringify({ Records: [sqsRecord(message, queueArn, queueArn.split(':')[3] ?? '')] });
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
