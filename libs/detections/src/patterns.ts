import { type Pattern } from '@trailbell/event-pattern';

/** The part of a pattern that lets through what AWS carried out. A failed call always has an `errorCode`. */
export const SUCCEEDED = { errorCode: [{ exists: false }] } as const;

interface ApiCalls {
  /** Of several services, each name counts from each of them: hardly two share one. */
  readonly eventSource: string | readonly string[];
  readonly eventNames: readonly string[];
  /** Further fields of the record. */
  readonly detail?: Pattern;
}

/** The pattern of the whole EventBridge envelope for these API calls. `source` is left out: it is not always `aws.` and the service's name. */
export function apiCalls({ eventSource, eventNames, detail = {} }: ApiCalls): Pattern {
  return {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: [eventSource].flat(), eventName: [...eventNames], ...detail },
  };
}

/** The pattern for console sign-ins. AWS spells their detail-type `Sign In` in some places and `Signin` in others. */
export function consoleLogins(detail: Pattern): Pattern {
  return {
    'detail-type': [{ prefix: 'AWS Console Sign' }],
    detail: { eventSource: ['signin.amazonaws.com'], eventName: ['ConsoleLogin'], ...detail },
  };
}

interface ServiceEvents {
  /** As EventBridge writes it: `aws.guardduty`. */
  readonly source: string;
  readonly detailTypes: readonly string[];
  readonly detail: Pattern;
}

/** The pattern for what a service tells by itself, without CloudTrail: a finding, say. */
export function serviceEvents({ source, detailTypes, detail }: ServiceEvents): Pattern {
  return { source: [source], 'detail-type': [...detailTypes], detail };
}
