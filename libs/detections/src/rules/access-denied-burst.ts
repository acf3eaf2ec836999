import * as z from 'zod'; // not { z }: that bundles every locale
import { defineDetection } from '../define-detection.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Flag } from '../reading/flag.ts';
import { principalOf } from '../reading/principal.ts';

const DENIED = ['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation', 'UnauthorizedOperation'];

/** Calls the console makes on its own account, of whatever page somebody opens. */
const OF_THE_CONSOLE = [
  'DescribeEventAggregates',
  'GetAccountColor',
  'ListManagedNotificationChannelAssociations',
  'ListManagedNotificationEvents',
  'ListNotificationHubs',
];

/**
 * One principal was refused again and again: what somebody with stolen credentials meets who tries what they open.
 *
 * One refusal is nothing, and the commonest alarm nobody reads. In the console every page asks for more than most people may
 * see, and a deployment that lacks a right tries again: those go to the digest.
 */
export const accessDeniedBurst = defineDetection({
  id: 'access-denied-burst',
  title: 'One principal was denied many calls',
  severity: 'medium',
  why: 'Whoever finds credentials does not know what they open, and tries. People and machines who know their rights are hardly ever refused.',
  falsePositives: [
    'A program lacks a right it needs and tries again. Give it the right, or suppress its role until it has it.',
    'Somebody new looks around in the account.',
  ],
  runbook: [
    'Ask the principal, or whoever runs the program, whether the calls are theirs.',
    'Read which calls were refused: listing users, secrets and buckets in a row is somebody looking around.',
    'See what the same principal did succeed with since the first of them.',
    'If nobody knows of it, disable the credentials now.',
  ],
  techniques: ['T1580'],
  controls: ['CIS 4.1', 'CloudWatch.2'],
  pattern: {
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: [{ exists: true }],
      eventName: [{ 'anything-but': OF_THE_CONSOLE }],
      errorCode: DENIED,
      userIdentity: {
        type: ['AssumedRole', 'FederatedUser', 'IAMUser', 'IdentityCenterUser', 'Root'],
        invokedBy: [{ exists: false }],
      },
    },
  },
  reads: z.object({ eventSource: z.string(), sessionCredentialFromConsole: Flag }),
  severityOf: ({ actor, sessionCredentialFromConsole }, settings) =>
    isDeployRole(actor, settings) || sessionCredentialFromConsole === true ? 'low' : 'medium',
  remembers: [
    {
      ...{ kind: 'threshold', atLeast: 20, windowMinutes: 24 * 60, counted: 'calls' },
      key: principalOf,
      values: ({ eventSource, eventName }) => [`${eventSource.replace('.amazonaws.com', '')}:${eventName}`],
      begins: ({ who }) => `${who} was denied`,
    },
  ],
  subject: ({ actor }) => actor.name,
  summarize: ({ who, eventName }) => `${who} was denied ${eventName}`,
});
