import { useEffect, useReducer } from 'react';
import { type Change, type SandboxState } from '../page-api.ts';
import { applyChange } from './apply-change.ts';
import { followStream, type Link } from './follow-stream.ts';

/** What the page knows of the sandbox: the state as last told, and whether it is still being told. */
export interface Sandbox {
  readonly link: Link;
  readonly state: SandboxState | undefined;
}

type News = { readonly link: Link } | { readonly changes: readonly Change[] };

export function useSandbox(): Sandbox {
  const [sandbox, learn] = useReducer(learned, { link: 'connecting', state: undefined });

  useEffect(
    () =>
      followStream('api/stream', {
        changed: (changes) => {
          learn({ changes });
        },
        linked: (link) => {
          learn({ link });
        },
      }),
    [],
  );

  return sandbox;
}

function learned(before: Sandbox, news: News): Sandbox {
  return 'link' in news
    ? { ...before, link: news.link }
    : { ...before, state: news.changes.reduce<SandboxState | undefined>(applyChange, before.state) };
}
