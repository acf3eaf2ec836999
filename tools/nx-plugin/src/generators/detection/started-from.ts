import {
  type Actor,
  type CloudTrailRecord,
  type ReadEnvelope,
  type Unreadable,
  actorOf,
  readEnvelopes,
  recordOf,
} from '@trailbell/cloudtrail-types';
import { type Condition, type Pattern } from '@trailbell/event-pattern';
import * as z from 'zod';
import { RefusedError } from '../refused-error.ts';
import { cleaned } from './cleaned.ts';

/** What a detection is written from: a call by name, or a recorded one. */
export interface Start {
  readonly eventSource: string;
  readonly eventName: string;
  readonly pattern: Pattern;
  /** The field of the request that names what the call was about. */
  readonly resourceField?: string | undefined;
  readonly requestParameters: unknown;
  /** The caller of the hit case, as `testing/record-of.ts` has it, and as summaries call them. */
  readonly caller: { readonly key: string; readonly who: string };
  /** Further fields of the hit case. */
  readonly fields: Readonly<Record<string, string>>;
}

const ANA = { key: 'ana', who: 'ana (IAM user)' };
const CALLERS: Readonly<Partial<Record<Actor['kind'], Start['caller']>>> = {
  root: { key: 'root', who: 'root' },
  'identity-center-user': { key: 'sso', who: 'ana@example.com (SSO, admin)' },
  'assumed-role': { key: 'deploy', who: 'build-77 (role deploy)' },
};

/** The types of events detections are about, each with the detail-type it comes in. */
const DETAIL_TYPES = {
  AwsApiCall: 'AWS API Call via CloudTrail',
  // AWS spells it `Sign In` in some places and `Signin` in others.
  AwsConsoleSignIn: { prefix: 'AWS Console Sign' },
  AwsConsoleAction: 'AWS Console Action via CloudTrail',
} as const satisfies Record<string, Condition>;

export const EventSource = z.string('it has no eventSource').regex(/^[a-z0-9-]+\.amazonaws\.com$/, {
  error: ({ input }) =>
    `the event source ${JSON.stringify(input)} is none. Valid: the service as CloudTrail writes it, iam.amazonaws.com say`,
});
export const EventName = z.string('it has no eventName').regex(/^[A-Z][A-Za-z0-9]*$/, {
  error: ({ input }) =>
    `the event name ${JSON.stringify(input)} is none. Valid: the call as CloudTrail writes it, CreateUser say`,
});

/** A recorded call. What goes into code and into a pattern is what AWS would write there, and nothing else. */
const RecordedCall = z.object({
  eventSource: EventSource,
  eventName: EventName,
  // Records older than version 1.02 have none. All of those were API calls.
  eventType: z
    .literal(['AwsApiCall', 'AwsConsoleSignIn', 'AwsConsoleAction'], {
      error: ({ input }) => `its eventType is ${JSON.stringify(input)}. Valid: ${Object.keys(DETAIL_TYPES).join(', ')}`,
    })
    .default('AwsApiCall'),
  errorCode: z
    .string()
    .regex(/^[\w.:-]{1,100}$/, 'its errorCode is none that AWS would write')
    .nullish(),
  requestParameters: z.unknown(),
  recipientAccountId: z.string().nullish(),
});
type RecordedCall = z.infer<typeof RecordedCall>;

/** A successful API call of this name. */
export function startedFromCall(eventSource: string, eventName: string): Start {
  return startOf({ eventSource, eventName, eventType: 'AwsApiCall', requestParameters: null }, ANA);
}

/** The one event of the file: its pattern, and the record reduced and cleaned of identities. */
export async function startedFromFile(file: string): Promise<Start> {
  const event = await onlyEventOf(file);
  if (event.kind === 'unreadable') {
    throw new RefusedError(`${file} cannot be read: ${event.reason}. Give a file with one event`);
  }
  const { record } = recordOf(event.envelope.detail);
  const call = RecordedCall.safeParse(record);
  if (!call.success) {
    throw new RefusedError(`${file} is no event to start from: ${call.error.issues[0]?.message ?? ''}`);
  }
  return startOf(call.data, callerOf(file, record));
}

async function onlyEventOf(file: string): Promise<ReadEnvelope | Unreadable> {
  let only: ReadEnvelope | Unreadable | undefined;
  for await (const event of readEnvelopes(file)) {
    if (only) {
      throw new RefusedError(`${file} holds more than one event. Give a file with one`);
    }
    only = event;
  }
  if (!only) {
    throw new RefusedError(`${file} holds no event. Give a file with one`);
  }
  return only;
}

/** A caller of the same kind, who is nobody. */
function callerOf(file: string, record: CloudTrailRecord): Start['caller'] {
  const { kind, via } = actorOf(record);
  if (kind === 'aws-service' || via?.endsWith('.amazonaws.com') === true) {
    throw new RefusedError(
      `${file} is a call by an AWS service, of which detections do not tell. Give one by a person or a role`,
    );
  }
  return CALLERS[kind] ?? ANA;
}

function startOf({ eventType, ...call }: RecordedCall, caller: Start['caller']): Start {
  const { eventSource, eventName, requestParameters } = call;
  const errorCode = call.errorCode ?? undefined;
  return {
    eventSource,
    eventName,
    caller,
    pattern: {
      'detail-type': [DETAIL_TYPES[eventType]],
      detail: { eventSource: [eventSource], eventName: [eventName], errorCode: [errorCode ?? { exists: false }] },
    },
    resourceField: resourceFieldOf(requestParameters),
    requestParameters: cleaned(requestParameters ?? null, call.recipientAccountId),
    fields: { ...(eventType !== 'AwsApiCall' && { eventType }), ...(errorCode !== undefined && { errorCode }) },
  };
}

/** The first field with text whose name says that it names something. */
function resourceFieldOf(requestParameters: unknown): string | undefined {
  return Object.entries(requestParameters ?? {}).find(
    ([field, value]) => /^[a-z][A-Za-z]*(Name|Arn|Id|Identifier)$|^name$/.test(field) && typeof value === 'string',
  )?.[0];
}
