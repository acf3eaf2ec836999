import { type EventEnvelope } from '@trailbell/cloudtrail-types';
import { type LambdaFunction } from '../lambda/lambda-function.ts';
import { type SandboxOptions } from '../sandbox-options.ts';
import { Sandbox } from '../sandbox.ts';
import { type Queue } from '../sqs/queue.ts';
import { ACCOUNT, REGION, type Resources, smallAssembly } from './small-assembly.ts';

const running = new Set<Sandbox>();

/** Runs these resources; `stopSandboxes` ends them after the test, whatever came of it. */
export async function sandboxOf(resources: Resources, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return sandboxOn(smallAssembly(resources), options);
}

export async function sandboxOn(assembly: string, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await Sandbox.start({
    assembly,
    pace: 'leap',
    mostEnvironments: 2,
    onRefused: () => undefined,
    ...options,
  });
  running.add(sandbox);
  return sandbox;
}

export async function stopSandboxes(): Promise<void> {
  const sandboxes = [...running];
  running.clear();
  await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
}

let events = 0;

/** An event that tells the fixture lambda what to do. */
export function order(detail: object, envelope: Partial<EventEnvelope> = {}): EventEnvelope {
  events += 1;
  return {
    version: '0',
    id: `order-${events}`,
    'detail-type': 'Order',
    source: 'fixture',
    account: ACCOUNT,
    time: '2026-10-13T07:00:00Z',
    region: REGION,
    resources: [],
    detail: { ...detail },
    ...envelope,
  };
}

export function onlyFunction({ cloud }: Sandbox): LambdaFunction {
  const [fn] = cloud.functions.values();
  return fn!;
}

export function queueNamed({ cloud }: Sandbox, name: string): Queue {
  return cloud.queues.all.find(({ definition }) => definition.name === name)!;
}

/** What the fixture lambda told, line by line. */
export function toldBy(sandbox: Sandbox): readonly Readonly<Record<string, unknown>>[] {
  return onlyFunction(sandbox).log.lines.flatMap((line) =>
    line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : [],
  );
}
