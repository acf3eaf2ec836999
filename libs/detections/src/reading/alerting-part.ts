import * as z from 'zod'; // not { z }: that bundles every locale
import { type Pattern } from '@trailbell/event-pattern';
import { type Act, deleting } from './act.ts';
import { refusedResourceOf } from './refusal.ts';
import { Name } from './text.ts';

/** A value that names a part of the alerting: its own name, an ARN that ends with it, the URL of a queue. */
const OURS = /(^|[:/])\/?trailbell[-/]/;

const NameOfPart = Name.nullish();
/** Where calls name what they are about. */
const Names = z.object({
  eventBusName: NameOfPart,
  functionName: NameOfPart,
  name: NameOfPart,
  queueUrl: NameOfPart,
  roleName: NameOfPart,
  rule: NameOfPart,
  secretId: NameOfPart,
  stackName: NameOfPart,
  subscriptionArn: NameOfPart,
  tableName: NameOfPart,
  topicArn: NameOfPart,
});

/** What a call about a part of the alerting asks for, whichever service it is of. */
export const AlertingCall = z.lazy(() =>
  z.object({
    eventSource: z.string(),
    requestParameters: Names.extend({
      state: z.string().nullish(),
      enabled: z.boolean().nullish(),
      reservedConcurrentExecutions: z.int().nullish(),
    }).nullish(),
    responseElements: z.object({ functionArn: Name.nullish() }).nullish(),
    errorMessage: z.string().nullish(),
  }),
);
export type AlertingCall = z.infer<typeof AlertingCall>;
type Request = NonNullable<AlertingCall['requestParameters']>;

interface PartAct extends Act {
  /** What kind of part it is about, to stand before its name. */
  readonly part: string;
  /** Where its name stands. */
  readonly named: keyof z.infer<typeof Names>;
}

const CHANGED = { did: 'changed', triedTo: 'change' } as const;
const DISABLED = { did: 'disabled', triedTo: 'disable' } as const;
const REMOVED_FROM = { did: 'took away what is told by', triedTo: 'take away what is told by' } as const;

const RULE = { part: 'the rule', named: 'name' } as const;
const RULE_OF_TARGETS = { part: 'the rule', named: 'rule' } as const;
const LAMBDA = { part: 'the lambda', named: 'functionName' } as const;
const TRIGGER = { part: 'a queue as the trigger of the lambda', named: 'functionName' } as const;
const TOPIC = { part: 'the topic', named: 'topicArn' } as const;
const QUEUE = { part: 'the queue', named: 'queueUrl' } as const;
const SECRET = { part: 'the secret', named: 'secretId' } as const;
const ROLE = { part: 'the rights of the role', named: 'roleName' } as const;
const SUBSCRIPTION = { part: 'a subscription to the topic', named: 'subscriptionArn' } as const;

type Read = (request: Request) => PartAct;

/** By service and call. */
const CALLS: Readonly<Record<string, Readonly<Record<string, PartAct | Read>>>> = {
  'events.amazonaws.com': {
    DisableRule: { ...RULE, ...DISABLED, severity: 'critical' },
    DeleteRule: { ...RULE, ...deleting('critical') },
    RemoveTargets: { ...RULE_OF_TARGETS, ...REMOVED_FROM, severity: 'critical' },
    PutRule: ({ state }) =>
      state === 'DISABLED' ? { ...RULE, ...DISABLED, severity: 'critical' } : { ...RULE, ...CHANGED, severity: 'high' },
    PutTargets: {
      ...RULE_OF_TARGETS,
      did: 'changed who is told by',
      triedTo: 'change who is told by',
      severity: 'high',
    },
    DeleteEventBus: { part: 'the event bus', named: 'name', ...deleting('critical') },
    RemovePermission: {
      part: 'who may send to the event bus',
      named: 'eventBusName',
      ...CHANGED,
      severity: 'critical',
    },
  },
  'lambda.amazonaws.com': {
    DeleteFunction20150331: { ...LAMBDA, ...deleting('critical') },
    UpdateFunctionCode20150331v2: {
      ...LAMBDA,
      did: 'replaced the code of',
      triedTo: 'replace the code of',
      severity: 'critical',
    },
    UpdateFunctionConfiguration20150331v2: {
      ...LAMBDA,
      did: 'changed the configuration of',
      triedTo: 'change the configuration of',
      severity: 'high',
    },
    PutFunctionConcurrency20171031: ({ reservedConcurrentExecutions: count }) =>
      count === 0
        ? { ...LAMBDA, did: 'stopped', triedTo: 'stop', severity: 'critical' }
        : { ...LAMBDA, did: 'limited', triedTo: 'limit', severity: 'medium' },
    RemovePermission20150331v2: {
      part: 'who may call the lambda',
      named: 'functionName',
      ...CHANGED,
      severity: 'critical',
    },
    DeleteEventSourceMapping20150331: { ...TRIGGER, did: 'removed', triedTo: 'remove', severity: 'critical' },
    UpdateEventSourceMapping20150331: ({ enabled }) =>
      enabled === false
        ? { ...TRIGGER, ...DISABLED, severity: 'critical' }
        : { ...TRIGGER, ...CHANGED, severity: 'medium' },
  },
  'sns.amazonaws.com': {
    DeleteTopic: { ...TOPIC, ...deleting('critical') },
    SetTopicAttributes: { ...TOPIC, ...CHANGED, severity: 'high' },
    SetSubscriptionAttributes: { ...SUBSCRIPTION, ...CHANGED, severity: 'high' },
    Unsubscribe: { ...SUBSCRIPTION, did: 'ended', triedTo: 'end', severity: 'high' },
  },
  'sqs.amazonaws.com': {
    DeleteQueue: { ...QUEUE, ...deleting('critical') },
    PurgeQueue: { ...QUEUE, did: 'emptied', triedTo: 'empty', severity: 'critical' },
    SetQueueAttributes: { ...QUEUE, ...CHANGED, severity: 'high' },
  },
  'dynamodb.amazonaws.com': { DeleteTable: { part: 'the table', named: 'tableName', ...deleting('critical') } },
  'secretsmanager.amazonaws.com': {
    DeleteSecret: { ...SECRET, ...deleting('critical') },
    // How a token is set, and set anew, by hand.
    PutSecretValue: { ...SECRET, ...CHANGED, severity: 'medium' },
    UpdateSecret: { ...SECRET, ...CHANGED, severity: 'medium' },
  },
  'iam.amazonaws.com': {
    DeleteRole: { part: 'the role', named: 'roleName', ...deleting('critical') },
    DeleteRolePolicy: { ...ROLE, ...CHANGED, severity: 'critical' },
    DetachRolePolicy: { ...ROLE, ...CHANGED, severity: 'critical' },
    PutRolePermissionsBoundary: { ...ROLE, ...CHANGED, severity: 'critical' },
    PutRolePolicy: { ...ROLE, ...CHANGED, severity: 'high' },
    UpdateAssumeRolePolicy: { part: 'who may be the role', named: 'roleName', ...CHANGED, severity: 'critical' },
  },
  'cloudformation.amazonaws.com': { DeleteStack: { part: 'the stack', named: 'stackName', ...deleting('critical') } },
};

export const SOURCES = Object.keys(CALLS);
export const CALL_NAMES = [...new Set(Object.values(CALLS).flatMap(Object.keys))];

const NAMES_OURS = [{ wildcard: '*trailbell*' }] as const;

/** A pattern that lets through calls about anything called Trailbell's. Which is really ours, is for code to say. */
export const ABOUT_ALERTING: Pattern = {
  $or: [
    { errorMessage: [{ wildcard: '*on resource: *trailbell*' }] },
    { responseElements: { functionArn: NAMES_OURS } },
    ...Object.keys(Names.shape).map((field) => ({ requestParameters: { [field]: NAMES_OURS } })),
  ],
};

type Called = AlertingCall & { readonly eventName: string };

interface AlertingAct extends Act {
  readonly part: string;
  /** `trailbell-alert-lambda`, whether the call gave the name, the ARN or the URL. */
  readonly name: string;
}

/** What a call does to a part of the alerting; `undefined` when it is about something else. */
export function actOnAlerting({ eventSource, eventName, ...call }: Called): AlertingAct | undefined {
  const known = CALLS[eventSource]?.[eventName];
  if (!known) {
    return undefined;
  }
  const { named, ...act } = typeof known === 'function' ? known(call.requestParameters ?? {}) : known;
  const names = [
    call.requestParameters?.[named],
    call.responseElements?.functionArn,
    refusedResourceOf(call.errorMessage),
  ];
  const ours = names.find((name) => OURS.test(name ?? ''));
  return !ours ? undefined : { ...act, name: shortNameOf(ours) };
}

function shortNameOf(name: string): string {
  // The ARN of a rule names its bus first.
  return name.match(/trailbell[-/][\w-]+/g)?.at(-1) ?? name;
}
