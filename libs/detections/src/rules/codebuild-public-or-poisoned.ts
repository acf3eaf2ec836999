import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { listed } from '../reading/lists.ts';
import { Name } from '../reading/text.ts';
import { type Settings } from '../settings.ts';
import { type Severity } from '../severity.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        name: Name.nullish(),
        projectArn: Name.nullish(),
        projectVisibility: z.string().nullish(),
        serverType: Name.nullish(),
        serviceRole: Name.nullish(),
        source: z.looseObject({ location: Name.nullish() }).nullish(),
        environment: z.looseObject({}).nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

/**
 * A build project was made public, or what it builds and as whom was changed.
 *
 * Public are its logs and artifacts, with whatever secret a build prints. The rest is work of developers, told in the digest,
 * except for the credentials by which every project of the account reaches its sources.
 */
export const codebuildPublicOrPoisoned = defineDetection({
  id: 'codebuild-public-or-poisoned',
  title: 'Build project made public, or its source or role changed',
  severity: 'medium',
  why: "A public project shows its logs to everybody, secrets included. Whoever chooses a project's source and role runs their own code with the rights to deploy.",
  falsePositives: [
    'An open-source project shows its builds on purpose. Suppress it by the project.',
    'Developers change their build. Those lines go to the digest.',
  ],
  runbook: [
    'Make the project private again, and treat everything its logs and artifacts hold as read.',
    'Compare source, build commands, image and role with what they were.',
    'Ask whoever called whether they meant it. If they did not, disable their credentials.',
    'Look at the builds that ran since, and at what their role did.',
  ],
  techniques: ['T1195.002'],
  pattern: apiCalls({
    eventSource: 'codebuild.amazonaws.com',
    eventNames: ['ImportSourceCredentials', 'UpdateProject', 'UpdateProjectVisibility'],
    detail: SUCCEEDED,
  }),
  reads: Reads,
  matches: (call) => call.eventName !== 'UpdateProjectVisibility' || isPublic(call),
  severityOf: severityBy,
  subject: (call) => projectOf(call) ?? `source credentials of ${call.account}`,
  summarize: (call) => `${call.who} ${describeAct(call)}`,
});

function severityBy(call: Call<Reads>, settings: Settings): Severity {
  switch (call.eventName) {
    case 'UpdateProjectVisibility':
      return 'high';
    case 'ImportSourceCredentials':
      return isDeployRole(call.actor, settings) ? 'low' : 'medium';
    default:
      return 'low';
  }
}

function describeAct(call: Call<Reads>): string {
  const project = `the build project ${projectOf(call) ?? '(not named)'}`;
  switch (call.eventName) {
    case 'UpdateProjectVisibility':
      return `made ${project} public`;
    case 'ImportSourceCredentials': {
      const serverType = call.requestParameters?.serverType;
      return `gave all build projects other credentials for their sources${serverType ? ` at ${serverType}` : ''}`;
    }
    default: {
      const changes = changesIn(call);
      return changes.length === 0 ? `changed ${project}` : `changed ${listed(changes)} of ${project}`;
    }
  }
}

function changesIn({ requestParameters }: Call<Reads>): readonly string[] {
  const { source, serviceRole, environment } = requestParameters ?? {};
  return [
    ...(source ? [`source${source.location ? ` (${source.location})` : ''}`] : []),
    ...(serviceRole ? [`role (${serviceRole.split('/').at(-1) ?? serviceRole})`] : []),
    ...(environment ? ['environment'] : []),
  ];
}

function isPublic({ requestParameters }: Call<Reads>): boolean {
  return requestParameters?.projectVisibility === 'PUBLIC_READ';
}

function projectOf({ requestParameters }: Call<Reads>): string | undefined {
  return (requestParameters?.name ?? requestParameters?.projectArn)?.split('/').at(-1);
}
