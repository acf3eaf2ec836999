import { type PolicyDocument, type PolicyStatement } from '@trailbell/cloudtrail-types';
import { type Severity } from '../severity.ts';
import { covers } from './covers.ts';
import { listed } from './lists.ts';
import { demandsValue } from './policy-conditions.ts';
import { brief } from './text.ts';

/** Rights so wide that whoever has them has, or can take, the whole account. */
export interface BroadRights {
  readonly severity: Extract<Severity, 'high' | 'medium'>;
  /** To follow `gave … `: `every right`, `every right on IAM`. */
  readonly described: string;
}

/** Calls by which one can give oneself, or become somebody with, more rights than one has. */
const ESCALATIONS = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
] as const;
const ASSUME = 'sts:AssumeRole';

/** As many as a sentence bears. */
const NAMED = 3;

/** The widest of what the policy's statements allow; `undefined` when all of them are narrow. Each is judged alone: what others deny is not taken off. */
export function broadRightsOf({ statements }: PolicyDocument): BroadRights | undefined {
  const rights = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) => rightsOf(statement) ?? []);
  return rights.find(({ severity }) => severity === 'high') ?? rights[0];
}

function rightsOf(statement: PolicyStatement): BroadRights | undefined {
  if (!isOnEverything(statement)) {
    return undefined;
  }
  if (statement.notActions.length > 0) {
    return allBut(statement.notActions);
  }
  return wholeOf(statement) ?? stepsIn(statement);
}

function allBut(exceptions: readonly string[]): BroadRights {
  const takesIamAway = ESCALATIONS.every((escalation) => exceptions.some((exception) => covers(exception, escalation)));
  return {
    severity: takesIamAway ? 'medium' : 'high',
    described: `every right but ${shortlist(exceptions.map((exception) => brief(exception)))}`,
  };
}

function wholeOf(statement: PolicyStatement): BroadRights | undefined {
  if (isOnAnyResource(statement) && statement.actions.some((action) => /^\*+(:\*+)?$/.test(action))) {
    return { severity: 'high', described: 'every right' };
  }
  const isAllOfIam = escalationsIn(statement).length === ESCALATIONS.length;
  return isAllOfIam ? { severity: 'high', described: 'every right on IAM' } : undefined;
}

function stepsIn(statement: PolicyStatement): BroadRights | undefined {
  const steps = escalationsIn(statement);
  if (steps.length > 0) {
    return { severity: 'medium', described: `rights to take more (${shortlist(steps)})` };
  }
  const assumesAll = statement.actions.some((action) => covers(action, ASSUME));
  return assumesAll ? { severity: 'medium', described: 'the right to assume every role' } : undefined;
}

function escalationsIn({ actions, conditions }: PolicyStatement): readonly string[] {
  // Delegated administration: only with this boundary, only these policies.
  const isDelegated = conditions.some(({ key, ...demand }) => /^iam:/i.test(key) && demandsValue(demand));
  return isDelegated ? [] : ESCALATIONS.filter((escalation) => actions.some((action) => covers(action, escalation)));
}

function isOnEverything(statement: PolicyStatement): boolean {
  return isOnAnyResource(statement) || statement.resources.some((resource) => EVERY_IDENTITY.test(resource));
}

const EVERY_IDENTITY = /^arn:[^:]*:iam::[^:]*:(\*|(user|role|group|policy)\/\*)$/;

function isOnAnyResource({ resources, notResources }: PolicyStatement): boolean {
  return notResources.length > 0 || resources.some((resource) => /^(\*+|arn:\*.*)$/.test(resource));
}

function shortlist(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? listed([...names.slice(0, NAMED), `${more} more`]) : listed(names);
}
