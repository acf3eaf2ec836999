import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../main.ts');

export interface StartedSandbox {
  /** Where its page answers. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the sandbox as `npm start` does, with these options. What it was built from has to be built. */
export async function startSandbox(...options: readonly string[]): Promise<StartedSandbox> {
  const child = spawn(process.execPath, [MAIN, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));

  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const url = /^the page: (?<url>\S+)/.exec(line)?.groups?.url;
    if (url !== undefined) {
      child.stdout.resume();
      return {
        url,
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      };
    }
  }
  await ended;
  throw new Error(`the sandbox ended before it served its page: ${said.join('\n')}`);
}
