import type { Context } from 'aws-lambda';
import { contextWith } from './lambda-context.ts';

/** The process a bundle runs in: imports it, says so, and answers one event after the other. */
type Handler = (event: unknown, context: Context) => Promise<unknown>;

function tell(message: object): void {
  process.send?.(message);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  const { handler } = (await import(process.argv[2] ?? '')) as { handler: Handler };
  process.on('message', ({ event }: { event: unknown }) => {
    handler(event, contextWith(30_000)).then(
      (answer) => {
        tell({ kind: 'answer', answer });
      },
      (error: unknown) => {
        tell({ kind: 'error', message: messageOf(error) });
      },
    );
  });
  tell({ kind: 'ready', parameters: handler.length });
} catch (error) {
  tell({ kind: 'error', message: messageOf(error) });
}
