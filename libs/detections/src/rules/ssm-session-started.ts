import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { Name } from '../reading/text.ts';

/** What a session is for stands in lists of one, or is hidden. */
const Value = z.lazy(() => z.array(Name).nullish());

const Parameters = z.lazy(() => z.union([z.object({ host: Value, portNumber: Value }), z.string()]).nullish());

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        target: Name.nullish(),
        sessionId: Name.nullish(),
        documentName: Name.nullish(),
        parameters: Parameters,
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const THROUGH_TO_ANOTHER_HOST = 'AWS-StartPortForwardingSessionToRemoteHost';

/**
 * Somebody opened a session on a machine by Systems Manager.
 *
 * How administrators work, and how somebody with their keys does. Graver when the machine is only a step on the way to
 * another host, a database for instance.
 */
export const ssmSessionStarted = defineDetection({
  id: 'ssm-session-started',
  title: 'Session opened on a machine',
  severity: 'low',
  why: 'A session is a shell on the machine, mostly as administrator, past its firewall and without a key on it. The trail shows who came, not what they typed.',
  falsePositives: [
    'Administrators at work. The lines tell who was where; tunnels to databases may be suppressed by role and target.',
  ],
  runbook: [
    'Ask the person whether the session is theirs, if machine or time is unusual.',
    'If it is not, end it: `aws ssm terminate-session`, and disable their credentials.',
    'Read the log of the session, if sessions are logged; turn that on if they are not.',
    "Look for calls made with the machine's own role since.",
  ],
  techniques: ['T1021.008'],
  pattern: apiCalls({
    eventSource: 'ssm.amazonaws.com',
    eventNames: ['ResumeSession', 'StartSession'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: ({ requestParameters }) =>
    requestParameters?.documentName === THROUGH_TO_ANOTHER_HOST ? 'medium' : 'low',
  subject: (call) => call.requestParameters?.target ?? call.requestParameters?.sessionId ?? '(not named)',
  summarize: (call) => `${call.who} ${describeSession(call)}`,
});

function describeSession({ eventName, requestParameters }: Call<Reads>): string {
  if (eventName === 'ResumeSession') {
    return `came back to the session ${requestParameters?.sessionId ?? '(not named)'}`;
  }
  const target = requestParameters?.target ?? '(not named)';
  return requestParameters?.documentName?.startsWith('AWS-StartPortForwardingSession') === true
    ? `opened a tunnel through ${target}${describeEnd(requestParameters.parameters)}`
    : `opened a session on ${target}`;
}

/** Where a tunnel leads: a port of the machine itself when no host is named. */
function describeEnd(parameters: z.infer<typeof Parameters>): string {
  if (parameters == null || typeof parameters === 'string') {
    return '';
  }
  const [host] = parameters.host ?? [];
  const [port] = parameters.portNumber ?? [];
  if (host === undefined) {
    return port === undefined ? '' : ` to port ${port}`;
  }
  return ` to ${host}${port === undefined ? '' : `:${port}`}`;
}
