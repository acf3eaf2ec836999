import * as z from 'zod'; // not { z }: that bundles every locale
import { type Call, defineDetection } from '../define-detection.ts';
import { SUCCEEDED, apiCalls } from '../patterns.ts';
import { isDeployRole } from '../reading/deploy-role.ts';
import { Name } from '../reading/text.ts';

const Reads = z.lazy(() =>
  z.object({
    requestParameters: z
      .object({
        notebookInstanceLifecycleConfigName: Name.nullish(),
        notebookInstanceName: Name.nullish(),
        lifecycleConfigName: Name.nullish(),
        roleArn: Name.nullish(),
        endpointName: Name.nullish(),
      })
      .nullish(),
  }),
);
type Reads = z.infer<typeof Reads>;

const ACTS: Readonly<Record<string, string>> = {
  CreateDevEndpoint: 'created the Glue development endpoint',
  CreateNotebookInstance: 'created the notebook',
  CreateNotebookInstanceLifecycleConfig: 'created the start script of notebooks',
  UpdateDevEndpoint: 'changed the Glue development endpoint',
  UpdateNotebookInstance: 'changed the notebook',
  UpdateNotebookInstanceLifecycleConfig: 'changed the start script of notebooks',
};

/**
 * Somebody changed a script that notebooks run when they start, or set up a machine of Glue's to log in to.
 *
 * Both run what the caller wrote with a role the caller may not have. A notebook alone is work of analysts, a line in the
 * digest, unless it is given another script or role.
 */
export const sagemakerLifecycleOrGlueEndpoint = defineDetection({
  id: 'sagemaker-lifecycle-or-glue-endpoint',
  title: "Notebook's start script or Glue endpoint changed",
  severity: 'medium',
  why: "The script runs as root on every notebook that uses it, with the notebook's role; the endpoint is a shell with a role of choice. Either is a way to rights one was not given.",
  falsePositives: [
    'Analysts and those who look after their tools change scripts on purpose. They can confirm it.',
    'Infrastructure code sets up notebooks. Name its role in `deployRoles`.',
  ],
  runbook: [
    'Read the script: downloads, connections to elsewhere, credentials sent away.',
    'Ask whoever called whether the change is theirs. If it is not, stop the notebooks that use it.',
    'Look at what the role of the notebook or endpoint did since.',
    'Take from the caller the right to pass that role on, if they do not need it.',
  ],
  techniques: ['T1059.009'],
  pattern: apiCalls({
    eventSource: ['glue.amazonaws.com', 'sagemaker.amazonaws.com'],
    eventNames: Object.keys(ACTS),
    detail: SUCCEEDED,
  }),
  reads: Reads,
  severityOf: (call, settings) => (runsCode(call) && !isDeployRole(call.actor, settings) ? 'medium' : 'low'),
  subject: objectOf,
  summarize(call) {
    const { lifecycleConfigName, roleArn } = call.requestParameters ?? {};
    const script = lifecycleConfigName ? ` with the start script ${lifecycleConfigName}` : '';
    const role = roleArn ? ` with the role ${roleArn.split('/').at(-1) ?? roleArn}` : '';
    return `${call.who} ${ACTS[call.eventName] ?? 'changed'} ${objectOf(call)}${script || role}`;
  },
});

function runsCode({ eventName, requestParameters }: Call<Reads>): boolean {
  switch (eventName) {
    case 'CreateNotebookInstance':
      return false;
    case 'UpdateNotebookInstance':
      return Boolean(requestParameters?.lifecycleConfigName ?? requestParameters?.roleArn);
    default:
      return true;
  }
}

function objectOf({ requestParameters }: Call<Reads>): string {
  const { notebookInstanceLifecycleConfigName, notebookInstanceName, endpointName } = requestParameters ?? {};
  return notebookInstanceLifecycleConfigName ?? notebookInstanceName ?? endpointName ?? '(not named)';
}
