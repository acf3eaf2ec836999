import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventEnvelope, eventKeyOf } from '@trailbell/cloudtrail-types';
import { type SandboxOptions } from '../../sandbox-options.ts';
import { type Sandbox } from '../../sandbox.ts';
import { sandboxOn } from '../../testing/with-sandbox.ts';
import { type Account, accountOf } from './account.ts';
import { suppressingBundles } from './suppressing-bundles.ts';

/** The stacks of apps/infra, as synthesised. */
export const ASSEMBLY = join(import.meta.dirname, '../../../../../dist/apps/infra/cdk.out');

/** A sandbox that keeps count of what it was given. Waits are leapt over once `drained` is asked for, and none is skipped. */
export interface FaultWorld {
  readonly sandbox: Sandbox;
  ingest(...events: readonly EventEnvelope[]): void;
  /** Resolves when nothing is in flight, though retries may be waiting. */
  idle(): Promise<void>;
  /** Lives through all waits, and answers what came of everything. */
  drained(): Promise<Account>;
}

let bundles: Readonly<Record<string, string>> | undefined;
let folder: string | undefined;

/** Builds the bundles that the worlds of this spec file run. */
export async function prepareWorlds(): Promise<void> {
  if (!existsSync(ASSEMBLY)) {
    throw new Error('there are no synthesised stacks. Run npx nx run sandbox:prepare first');
  }
  folder = mkdtempSync(join(tmpdir(), 'trailbell-bundles-'));
  bundles = await suppressingBundles(folder);
}

export function removeWorlds(): void {
  if (folder !== undefined) {
    rmSync(folder, { recursive: true });
  }
}

export async function faultWorld(options: Partial<SandboxOptions> = {}): Promise<FaultWorld> {
  if (!bundles) {
    throw new Error('the bundles were not built. Call prepareWorlds first');
  }
  const sandbox = await sandboxOn(ASSEMBLY, { slackRate: 'off', pace: 'real', bundles, ...options });
  const ids: string[] = [];
  return {
    sandbox,
    ingest: (...events) => {
      for (const event of events) {
        ids.push(eventKeyOf(event));
        sandbox.ingest(event);
      }
    },
    idle: async () => {
      while (sandbox.activity.phase === 'working') {
        await once(sandbox.changes, 'change');
      }
    },
    drained: async () => {
      sandbox.activity.pace = 'leap';
      await sandbox.whenDrained();
      return accountOf(sandbox, ids);
    },
  };
}

/** An account in which all that is not named is zero. */
export function accounted(account: Partial<Account>): Account {
  return {
    ...{ eventsIn: 0, repeated: 0, unmatched: 0, heldBack: 0, quiet: 0 },
    ...{ rang: 0, joined: 0, digested: 0, suppressed: 0, dead: 0, doubled: 0 },
    ...account,
  };
}
