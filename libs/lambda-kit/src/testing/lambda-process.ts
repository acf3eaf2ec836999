import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface LambdaProcess {
  /** How many parameters the handler takes; nodejs24.x refuses three. */
  readonly parameters: number;
  /** Answers as the handler does; rejects with the message of its error. */
  invoke(event: unknown): Promise<unknown>;
  /** Everything it has printed. */
  printed(): string;
  stop(): Promise<void>;
}

type Message =
  | { readonly kind: 'ready'; readonly parameters: number }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'error'; readonly message: string };

/** Imports a bundle in a process of its own, with this environment and no other. Rejects when the bundle does not import. */
export async function startLambda(
  bundle: string,
  environment: Readonly<Record<string, string>>,
): Promise<LambdaProcess> {
  const host = fork(join(import.meta.dirname, 'lambda-host.ts'), [pathToFileURL(bundle).href], {
    env: environment,
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [host.stdout, host.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  }
  const ended = once(host, 'close');
  const next = async (): Promise<Message> => {
    const [message] = (await Promise.race([
      once(host, 'message'),
      ended.then(() => [{ kind: 'error', message: `the process ended: ${printed}` }]),
    ])) as [Message];
    return message;
  };

  const first = await next();
  if (first.kind !== 'ready') {
    host.kill();
    await ended;
    throw new Error(first.kind === 'error' ? first.message : 'the bundle answered before it was asked');
  }
  return {
    parameters: first.parameters,
    invoke: async (event) => {
      const message = next();
      host.send({ event });
      const answer = await message;
      if (answer.kind !== 'answer') {
        throw new Error(answer.kind === 'error' ? answer.message : 'the bundle started twice');
      }
      return answer.answer;
    },
    printed: () => printed,
    stop: async () => {
      host.kill();
      await ended;
    },
  };
}
