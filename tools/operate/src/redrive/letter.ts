import * as z from 'zod';
import { ParsedJson } from '@trailbell/cloudtrail-types';

/** A message as it lies in a dead-letter queue. */
export interface DeadLetter {
  readonly body: string;
  /** What EventBridge and its Scheduler wrote beside it, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Where a letter is sent again, and what. */
export interface Send {
  /** The ARN of a queue or of a lambda. */
  readonly to: string;
  readonly payload: string;
}

/** A dead letter as people read it. Texts are untrusted. */
export interface Letter {
  readonly about: string;
  readonly why: string;
  /** Empty where somebody has to see to it by hand. */
  readonly sends: readonly Send[];
}

export interface Whereabouts {
  /** Of the queue whose messages end here when they are given up; absent where rules and lambdas leave theirs. */
  readonly source: string | undefined;
  /** What events that never reached the hub bus are given to in its place: they are evaluated there as if the bus had carried them. */
  readonly behindHub: readonly string[];
}

/** What Lambda sends to an on-failure destination: the event is inside, with what became of it. */
const DestinationRecord = z.object({
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown(),
  responsePayload: z.object({ errorType: z.string().optional(), errorMessage: z.string().optional() }).nullish(),
});

/** What names the content of a letter, where it is an event or an errand of ours. */
const Named = z.object({
  kind: z.string().optional(),
  eventKey: z.string().optional(),
  detectionId: z.string().optional(),
  id: z.string().optional(),
  'detail-type': z.string().optional(),
  detail: z.object({ eventID: z.string().optional(), eventName: z.string().optional() }).optional().catch(undefined),
});

/** Reads what a dead letter is about, why it died, and where it belongs. */
export function readLetter({ body, attributes }: DeadLetter, whereabouts: Whereabouts): Letter {
  const { TARGET_ARN: target, ERROR_CODE: code, ERROR_MESSAGE: message } = attributes;
  if (target !== undefined) {
    const why = `EventBridge could not hand it over: ${code ?? 'no reason given'}${message === undefined ? '' : `, ${message}`}`;
    return { about: aboutOf(body), why, sends: recipientsOf(target, whereabouts).map((to) => ({ to, payload: body })) };
  }
  const record = ParsedJson.pipe(DestinationRecord).safeParse(body).data;
  if (record) {
    const { requestContext, requestPayload, responsePayload } = record;
    const payload = JSON.stringify(requestPayload);
    const { errorType = 'no error given', errorMessage = '' } = responsePayload ?? {};
    return {
      about: aboutOf(payload),
      why: `the lambda gave it up (${requestContext.condition}): ${errorType} ${errorMessage}`.trim(),
      sends: [{ to: unqualified(requestContext.functionArn), payload }],
    };
  }
  return {
    about: aboutOf(body),
    why: 'its lambda gave it back until its time was over; the log of the lambda says why',
    sends: whereabouts.source === undefined ? [] : [{ to: whereabouts.source, payload: body }],
  };
}

function recipientsOf(target: string, { behindHub }: Whereabouts): readonly string[] {
  const [, , service] = target.split(':');
  if (service === 'events') {
    return behindHub;
  }
  return service === 'lambda' || service === 'sqs' ? [target] : [];
}

/** A function without its version. */
function unqualified(functionArn: string): string {
  return functionArn.split(':').slice(0, 7).join(':');
}

function aboutOf(body: string): string {
  const named = ParsedJson.pipe(Named).safeParse(body).data;
  if (!named) {
    return 'something that is none of ours';
  }
  const { kind, eventKey, detectionId, detail } = named;
  const what = [kind, detectionId, detail?.eventName ?? named['detail-type']].filter((word) => word !== undefined);
  const which = eventKey ?? detail?.eventID ?? named.id;
  return [...what, ...(which === undefined ? [] : [`of event ${which}`])].join(' ') || 'a message without a name';
}
