import { type CallCount } from '../page-api.ts';
import { type FaultAt, type FunctionCall, type Meet, meetingFaults } from './call-faults.ts';

/** The calls that functions make, to AWS and to Slack: counted, and met by the faults somebody wants to see. */
export class FunctionCalls {
  /** What goes wrong; nothing as a rule. The failures of Slack itself are those of the fake Slack. */
  faultAt: FaultAt = () => undefined;
  readonly meet: Meet;
  readonly #counts = new Map<string, CallCount>();

  /** `isFunction` tells functions from who else calls; `kill` ends the processes of one. */
  constructor(isFunction: (holder: string) => boolean, kill: (holder: string) => void) {
    this.meet = meetingFaults((call) => {
      if (!isFunction(call.holder)) {
        return undefined;
      }
      this.#count(call);
      return this.faultAt(call);
    }, kill);
  }

  /** How often functions asked for what, and how much they sent with it: by this a bill is computed. */
  get counts(): readonly CallCount[] {
    return [...this.#counts.values()];
  }

  #count({ holder, name, bytes }: FunctionCall): void {
    const key = `${holder} ${name}`;
    const { calls, kilobytes } = this.#counts.get(key) ?? { calls: 0, kilobytes: 0 };
    this.#counts.set(key, { holder, name, calls: calls + 1, kilobytes: kilobytes + Math.ceil(bytes / 1_024) });
  }
}
