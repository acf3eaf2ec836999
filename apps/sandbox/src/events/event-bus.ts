import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type PatternSet, compile } from '@trailbell/event-pattern';
import { isReadOnlyManagementCall } from './read-only-call.ts';
import { type RuleDefinition } from './rule.ts';

/** What a bus does with an event. */
export interface Routing {
  readonly taken: readonly RuleDefinition[];
  /** Rules whose pattern matches but whose state kept the event from them. */
  readonly kept: readonly KeptFrom[];
}

export interface KeptFrom {
  readonly rule: RuleDefinition;
  readonly reason: 'the rule is disabled' | 'a read-only management call, and the rule does not ask for those';
}

/** An event bus with its rules. */
export class EventBus {
  readonly arn: string;
  readonly name: string;
  readonly #rules: RuleDefinition[] = [];
  #patterns: PatternSet | undefined;

  constructor(arn: string, name: string) {
    this.arn = arn;
    this.name = name;
  }

  get rules(): readonly RuleDefinition[] {
    return this.#rules;
  }

  addRule(rule: RuleDefinition): void {
    this.#rules.push(rule);
    this.#patterns = undefined;
  }

  route(envelope: EventEnvelope): Routing {
    this.#patterns ??= compile(this.#rules.map(({ pattern }) => pattern));
    const matched = new Set(this.#patterns.matchObject(envelope));
    const matching = this.#rules.filter((_, index) => matched.has(index));
    const verdicts = matching.map((rule) => ({ rule, reason: reasonToKeep(rule, envelope) }));
    return {
      taken: verdicts.flatMap(({ rule, reason }) => (reason === undefined ? [rule] : [])),
      kept: verdicts.flatMap(({ rule, reason }) => (reason === undefined ? [] : [{ rule, reason }])),
    };
  }
}

function reasonToKeep({ state }: RuleDefinition, envelope: EventEnvelope): KeptFrom['reason'] | undefined {
  switch (state) {
    case 'DISABLED':
      return 'the rule is disabled';
    case 'ENABLED':
      return isReadOnlyManagementCall(envelope)
        ? 'a read-only management call, and the rule does not ask for those'
        : undefined;
    case 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS':
      return undefined;
  }
}
