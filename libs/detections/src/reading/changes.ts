import { type PolicyDocument, type PolicyStatement } from '@trailbell/cloudtrail-types';
import { type Change } from '../alert.ts';
import { type Opening } from './ingress.ts';

/** The statements of a policy that tell what is asked, as it stands now; all that allow where none is asked for. */
export function statementChanges(
  { statements }: PolicyDocument,
  isTelling: (statement: PolicyStatement) => boolean = ({ effect }) => effect === 'Allow',
): readonly Change[] {
  return statements.filter(isTelling).map((statement) => ({ what: 'statement', after: describeStatement(statement) }));
}

/** `Allow sts:AssumeRole to AWS:* when StringEquals aws:PrincipalOrgID is o-example`. */
function describeStatement(statement: PolicyStatement): string {
  const { effect, actions, notActions, principals, notPrincipals, resources, notResources, conditions } = statement;
  const named = (list: typeof principals) => list.map(({ type, id }) => `${type}:${id}`);
  return [
    effect,
    ...part('', actions),
    ...part('all but', notActions),
    ...part('to', named(principals)),
    ...part('to all but', named(notPrincipals)),
    ...part('on', resources),
    ...part('on all but', notResources),
    ...part(
      'when',
      conditions.map(({ operator, key, values }) => `${operator} ${key} is ${values.join(' or ')}`),
    ),
  ].join(' ');
}

function part(word: string, values: readonly string[]): readonly string[] {
  return values.length === 0 ? [] : [[word, values.join(', ')].join(' ').trim()];
}

/** `tcp 22 from 0.0.0.0/0`. */
export function openingChanges(openings: readonly Opening[], what: string): readonly Change[] {
  return [...new Set(openings.map(describeOpening))].map((after) => ({ what, after }));
}

function describeOpening({ protocol, fromPort, toPort, cidr }: Opening): string {
  const ports = protocol === '-1' ? 'every port' : describePorts(fromPort, toPort);
  return [...(protocol === undefined || protocol === '-1' ? [] : [protocol]), ports, 'from', cidr].join(' ');
}

/** Absent, and -1, mean every port. */
function describePorts(from = -1, to = from): string {
  if (from < 0) {
    return 'every port';
  }
  return from === to ? String(from) : `${from}-${to}`;
}

type Setting = string | number | boolean | null | undefined;

/** Settings that a call asks for, by their names, with what they were where the answer still says so. */
export function settingChanges(
  asked: Readonly<Record<string, Setting>>,
  answered: Readonly<Record<string, Setting>> = {},
): readonly Change[] {
  return Object.entries(asked).flatMap(([what, value]) => {
    const known = answered[what] ?? undefined;
    return value === undefined || value === null
      ? []
      : [{ what, ...(known !== undefined && known !== value && { before: String(known) }), after: String(value) }];
  });
}
