import { type AlertStore, type DigestStore, MetricName } from '@trailbell/alerting';
import { type ReadMessage } from '@trailbell/lambda-kit';
import { type LineMessage } from './digest-message.ts';
import { type Evaluating, type WholeEntry, entriesIn } from './entries-in.ts';

export interface Gathering extends Evaluating {
  readonly alerts: AlertStore;
  readonly store: DigestStore;
}

interface Gathered {
  readonly message: ReadMessage<LineMessage>;
  readonly entries: readonly WholeEntry[];
}

/**
 * Adds what these messages tell to the open window. Answers the messages that could not be stored now: they come again, and what was
 * added of them before is not added twice.
 */
export async function gatherLines(
  messages: readonly ReadMessage<LineMessage>[],
  gathering: Gathering,
): Promise<readonly ReadMessage<LineMessage>[]> {
  const decided = await Promise.all(messages.map((message) => decide(message, gathering)));
  const gathered = decided.filter((one) => one !== undefined);
  const undecided = messages.filter((_, index) => decided[index] === undefined);
  return [...undecided, ...(await add(gathered, gathering))];
}

/** What a message tells. Alerts that are decided here are stored: the mark that they were told is made there. Those of alert-lambda are. */
async function decide(message: ReadMessage<LineMessage>, gathering: Gathering): Promise<Gathered | undefined> {
  const { telemetry } = gathering;
  try {
    const entries = entriesIn(message.body, gathering);
    if (message.body.kind === 'event') {
      await Promise.all(entries.map((entry) => store(entry, gathering)));
    }
    return { message, entries };
  } catch (error) {
    telemetry.log.warn('an alert for the digest could not be stored now; its message goes back to the queue', {
      error,
    });
    return undefined;
  }
}

async function store(entry: WholeEntry, { alerts, telemetry }: Gathering): Promise<void> {
  const placement = entry.kind === 'suppressed' ? { suppression: entry.suppression } : {};
  const { fresh } = await alerts.decide(entry.alert, 'digest', placement);
  if (fresh) {
    telemetry.count(MetricName.AlertDecided);
  }
}

async function add(
  gathered: readonly Gathered[],
  { store, telemetry }: Gathering,
): Promise<readonly ReadMessage<LineMessage>[]> {
  const entries = gathered.flatMap((one) => one.entries);
  if (entries.length === 0) {
    return [];
  }
  try {
    await store.add(entries);
    telemetry.log.debug('lines gathered for the digest', { lines: entries.length });
    return [];
  } catch (error) {
    telemetry.log.warn('lines for the digest could not be stored now; their messages go back to the queue', {
      lines: entries.length,
      error,
    });
    return gathered.map(({ message }) => message);
  }
}
