import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { AwsError } from '../aws/aws-error.ts';
import { type Caller, type Operations } from '../server/operations.ts';

const Entry = z.object({
  EventBusName: z.string().default('default'),
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  Time: z.number().optional(),
});
type Entry = z.infer<typeof Entry>;
const PutEvents = z.object({ Entries: z.array(Entry).min(1).max(10) });

const MOST_ENTRY_BYTES = 1024 * 1024;

export interface PutEventsContext {
  readonly now: () => number;
  /** Throws `AwsError` when there is no such bus. */
  readonly putOnBus: (busNameOrArn: string, envelope: EventEnvelope, caller: Caller) => void;
}

/** EventBridge's PutEvents. An entry that is refused does not stop the others. */
export function eventsOperations({ now, putOnBus }: PutEventsContext): Operations {
  return {
    PutEvents: (input, { caller }) => {
      const results = PutEvents.parse(input).Entries.map((entry) => {
        try {
          const envelope = envelopeOfEntry(entry, caller, now());
          putOnBus(entry.EventBusName, envelope, caller);
          return { EventId: envelope.id };
        } catch (error) {
          if (!(error instanceof AwsError)) {
            throw error;
          }
          return { ErrorCode: error.code, ErrorMessage: error.message };
        }
      });
      return { Entries: results, FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length };
    },
  };
}

function envelopeOfEntry(entry: Entry, { account, region }: Caller, nowMs: number): EventEnvelope {
  const { Source, DetailType, Detail } = entry;
  if (Source === undefined || DetailType === undefined || Detail === undefined) {
    throw new AwsError('InvalidArgument', 'Parameters Source, DetailType and Detail are required.');
  }
  if (Source.startsWith('aws.')) {
    throw new AwsError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  if (Buffer.byteLength(Source + DetailType + Detail) > MOST_ENTRY_BYTES) {
    throw new AwsError('InvalidArgument', `The entry is larger than ${MOST_ENTRY_BYTES} bytes.`);
  }
  const time = new Date(entry.Time === undefined ? nowMs : entry.Time * 1000);
  return EventEnvelope.parse({
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account,
    time: time.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region,
    resources: entry.Resources,
    detail: parsedDetail(Detail),
  });
}

function parsedDetail(detail: string): unknown {
  try {
    return JSON.parse(detail);
  } catch (cause) {
    throw new AwsError('MalformedDetail', `Detail is malformed: ${String(cause)}`);
  }
}
