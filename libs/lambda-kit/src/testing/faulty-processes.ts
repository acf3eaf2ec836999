import { NotToldError } from '@trailbell/alerting';

/** What goes wrong at one call: the call fails, or the whole process dies; before the call has its effect, or after. */
export const faults = ['fails before', 'fails after', 'dies before', 'dies after'] as const;
export type Fault = (typeof faults)[number];

/** Which fault a call meets, by its place among all calls made so far, or its name. */
export type FaultAt = (index: number, name: string) => Fault | undefined;

/** Lets whoever else runs go on first; a property decides who. */
export type Schedule = <Output>(step: Promise<Output>) => Promise<Output>;

/** Makes one call to the world outside the process, or meets its fault. */
export type Call = <Output>(name: string, act: () => Promise<Output>) => Promise<Output>;

export interface FaultyProcesses {
  /** Names of all calls that processes made, in order. */
  readonly calls: readonly string[];
  /** Runs one invocation in a process of its own. A process that died gets no more answers, and changes nothing more. */
  readonly inProcess: <Result>(run: (call: Call) => Promise<Result>) => Promise<Result | 'died'>;
}

/** Processes of a lambda that die or are let down where `faultAt` says. */
export function faultyProcesses(faultAt: FaultAt, schedule: Schedule = (step) => step): FaultyProcesses {
  const calls: string[] = [];
  return {
    calls,
    inProcess: (run) => {
      const death = Promise.withResolvers<'died'>();
      let alive = true;

      function die(): Promise<never> {
        alive = false;
        death.resolve('died');
        return new Promise(() => undefined);
      }

      const call: Call = async (name, act) => {
        const fault = alive ? faultAt(calls.push(name) - 1, name) : 'dies before';
        if (fault === 'dies before') {
          return die();
        }
        if (fault === 'fails before') {
          throw new NotToldError(`${name} was refused`);
        }
        const output = await schedule(act());
        if (fault === 'fails after') {
          throw new NotToldError(`${name} was never answered`);
        }
        return alive && fault !== 'dies after' ? output : die();
      };
      return Promise.race([death.promise, run(call)]);
    },
  };
}
