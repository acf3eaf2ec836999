import { type DetectionState, type Remembered, type StateKey } from '@trailbell/alerting';

/** Enough for every principal of a large company; a history of years has more. */
const MOST_DOCUMENTS = 200_000;

/** The same promises as the table's, in memory: for tests and backtest. Of too many documents those written longest ago are forgotten. */
export function memoryDetectionState(mostDocuments: number = MOST_DOCUMENTS): DetectionState {
  const documents = new Map<string, Remembered>();

  return {
    read: (key) => Promise.resolve(documents.get(nameOf(key))),
    write: (key, { document, version }) => {
      const name = nameOf(key);
      if (documents.get(name)?.version !== version) {
        return Promise.resolve(false);
      }
      documents.delete(name); // so that it stands last
      documents.set(name, { document, version: (version ?? 0) + 1 });
      const [oldest] = documents.keys();
      if (documents.size > mostDocuments && oldest !== undefined) {
        documents.delete(oldest);
      }
      return Promise.resolve(true);
    },
  };
}

function nameOf({ detectionId, key }: StateKey): string {
  return JSON.stringify([detectionId, ...key]);
}
