import { Routing } from '@trailbell/alerting';
import * as z from 'zod';
import { MistakeError } from './command.ts';

/** Where Trailbell stands, and how it is reached. */
export interface Place {
  readonly account: string;
  /** Of the hub. */
  readonly homeRegion: string;
  /** All in which anything of Trailbell stands, in the hub's account. */
  readonly regions: readonly string[];
  /** Of these, those whose events are forwarded to the hub. */
  readonly collectorRegions: readonly string[];
  readonly routing: Routing;
  /** What an SDK client is made with, beside its region: nothing in the cloud, where it finds credentials by itself. */
  readonly access: { readonly endpoint?: string; readonly credentials?: Credentials };
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const Environment = z.object({
  account: z.string(),
  homeRegion: z.string(),
  regions: z.array(z.string()),
  signInRegions: z.array(z.string()),
  guard: z.object({ region: z.string() }),
  routing: Routing,
});
const EnvironmentReader = z.object({
  readEnvironment: z.function({ input: [z.string()], output: z.promise(z.unknown()) }),
});

/** The environment of this name, as `apps/infra/environments` has it. */
export async function placeOf(environment: string): Promise<Place> {
  const { account, homeRegion, regions, signInRegions, guard, routing } = await read(environment);
  return {
    ...{ account, homeRegion, routing },
    regions: [...new Set([homeRegion, ...regions, ...signInRegions, guard.region])],
    collectorRegions: [...new Set([...regions, ...signInRegions])],
    access: {},
  };
}

async function read(environment: string): Promise<z.infer<typeof Environment>> {
  // Infra is an app, which nobody imports; its environments are files that are read.
  const module: unknown = await import(new URL('../../../apps/infra/src/read-environment.ts', import.meta.url).href);
  try {
    return Environment.parse(await EnvironmentReader.parse(module).readEnvironment(environment));
  } catch (error) {
    if (error instanceof Error && error.name === 'MistakeError') {
      throw new MistakeError(error.message, { cause: error });
    }
    throw error;
  }
}

const Sandbox = z.object({
  account: z.string(),
  homeRegion: z.string(),
  regions: z.array(z.string()),
  collectorRegions: z.array(z.string()),
  routing: Routing,
  access: z.object({
    endpoint: z.url(),
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
});

/** The sandbox that `npm start` runs, by the address of its page. */
export async function sandboxAt(page: string): Promise<Place> {
  try {
    return Sandbox.parse(await (await fetch(new URL('/api/place', page))).json());
  } catch (cause) {
    throw new MistakeError(`no sandbox answers at ${page}. npm start runs one, and prints the address of its page`, {
      cause,
    });
  }
}

/** Of `arn:PARTITION:…`. */
export function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) {
    return 'aws-us-gov';
  }
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/** `ENVIRONMENT`, or `--local PAGE` for the sandbox. */
export function placeAsked(positionals: readonly string[], local: string | undefined, usage: string): Promise<Place> {
  const [environment, ...others] = positionals;
  if (others.length > 0 || (environment === undefined) === (local === undefined)) {
    throw new MistakeError(usage);
  }
  return local === undefined ? placeOf(environment ?? '') : sandboxAt(local);
}
