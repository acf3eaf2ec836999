import { type Change } from '../page-api.ts';

/** `lost`: the stream broke, and the browser is trying again. */
export type Link = 'connecting' | 'live' | 'lost';

export interface StreamListener {
  changed(changes: readonly Change[]): void;
  linked(link: Link): void;
}

const RETRY_AFTER_MS = 1_000;

/**
 * Follows the sandbox's server-sent events until the returned function is called. Changes come in batches, one a frame at
 * most, because a burst brings thousands. A broken stream is taken up again: by the browser where it does so itself, by
 * us where it gives up (after an answer that is not a stream, as while the sandbox starts).
 */
export function followStream(url: string, listener: StreamListener): () => void {
  let stream = open();
  let waiting: Change[] = [];
  let frame: number | undefined;
  let retry: number | undefined;

  return () => {
    stream.close();
    window.clearTimeout(retry);
    if (frame !== undefined) {
      window.cancelAnimationFrame(frame);
    }
  };

  function open(): EventSource {
    const opened = new EventSource(url);
    opened.addEventListener('open', () => {
      listener.linked('live');
    });
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
      waiting.push(changeOf(data));
      frame ??= window.requestAnimationFrame(flush);
    });
    opened.addEventListener('error', () => {
      listener.linked('lost');
      if (opened.readyState === EventSource.CLOSED) {
        retry = window.setTimeout(() => {
          stream = open();
        }, RETRY_AFTER_MS);
      }
    });
    return opened;
  }

  function flush(): void {
    const changes = waiting;
    waiting = [];
    frame = undefined;
    listener.changed(changes);
  }
}

function changeOf(data: string): Change {
  const change: unknown = JSON.parse(data);
  if (!isChange(change)) {
    throw new Error(`the stream sent what is not a change: ${data.slice(0, 200)}`);
  }
  return change;
}

/** The page and its server are of one build and share `page-api.ts`: a look at the envelope is enough. */
function isChange(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}
