import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@nx/devkit';
import { parse } from 'yaml';

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export const WORKFLOWS = ['ci', 'deploy'] as const;
export type WorkflowName = (typeof WORKFLOWS)[number];

export function workflowText(name: WorkflowName): string {
  return readFileSync(join(workspaceRoot, `.github/workflows/${name}.yml`), 'utf8');
}

export function readWorkflow(name: WorkflowName): Workflow {
  return parse(workflowText(name)) as Workflow;
}

/** Every step of both workflows that runs commands: `ci / check / npm ci`. */
export function commandSteps(): readonly { readonly title: string; readonly job: string; readonly step: Step }[] {
  return WORKFLOWS.flatMap((workflow) =>
    Object.entries(readWorkflow(workflow).jobs).flatMap(([job, { steps }]) =>
      steps.flatMap((step) =>
        step.run === undefined ? [] : [{ title: `${workflow} / ${job} / ${step.name ?? step.run}`, job, step }],
      ),
    ),
  );
}

/** What GitHub would put in the place of `${{ … }}`. An expression nobody gave a value for is an error. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => {
    const value = values[expression];
    if (value === undefined) {
      throw new Error(`the workflow reads ${expression}, for which this spec gives no value`);
    }
    return value;
  });
}
