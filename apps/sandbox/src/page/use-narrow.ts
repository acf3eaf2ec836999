import { useSyncExternalStore } from 'react';

/** Below this width the timeline and the panels take turns. */
const query = window.matchMedia('(width < 60rem)');

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => {
    query.removeEventListener('change', changed);
  };
}
