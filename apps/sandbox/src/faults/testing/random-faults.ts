import { readAlertItem } from '@trailbell/alert-store';
import { type CallFault, type FaultAt, type FunctionCall } from '../../server/call-faults.ts';
import { type Message } from '../../fake-slack/workspace.ts';
import { type Mail } from '../../page-api.ts';
import { type Sandbox } from '../../sandbox.ts';
import { alertOf, keyOf } from './account.ts';
import { frozenIn, unmarkedIn } from './frozen-digest.ts';

/** Of a thousand calls, how many meet what. A call that hangs costs seconds, so there are few. */
const PER_THOUSAND: readonly (readonly [number, CallFault])[] = [
  [5, 'throttled'],
  [3, 'unanswered'],
  [0.3, 'dies before'],
  [0.3, 'dies after'],
  [0.1, 'hangs'],
];

export function randomFaults(random: () => number): FaultAt {
  return () => {
    let drawn = random() * 1_000;
    return PER_THOUSAND.find(([share]) => (drawn -= share) < 0)?.[1];
  };
}

/** A message about an alert, and the name by which the table says that it was sent. */
interface Telling {
  readonly alert: () => string | undefined;
  readonly by: 'alert-lambda/slack' | 'alert-lambda/email';
}

/**
 * Has functions meet these faults, and counts the messages of which they then could not know whether people had them: those whose
 * answer was lost, and those that a process had sent and not written down when it died.
 */
export class Doubts {
  /** Messages that may come again, and no others may. */
  count = 0;
  readonly faults = new Map<CallFault, number>();
  readonly #sandbox: Sandbox;
  /** Sent, and not known to be written down. */
  #open: Telling[] = [];
  #digestPosts: Message[] = [];

  constructor(sandbox: Sandbox, faultAt: FaultAt) {
    this.#sandbox = sandbox;
    sandbox.slack.events.on('message', (message) => {
      this.#sent(message);
    });
    sandbox.changes.on('change', (change) => {
      if (change.kind === 'mail' && change.mail.topic === 'trailbell-page') {
        this.#mailed(change.mail);
      }
    });
    sandbox.functionCalls.faultAt = (call) => {
      const fault = faultAt(call);
      if (fault !== undefined) {
        this.#met(call, fault);
      }
      return fault;
    };
  }

  #sent(message: Message): void {
    if (message.updated) {
      return; // drawn anew: nobody is told again
    }
    const alert = alertOf(message);
    if (alert === undefined) {
      this.#digestPosts.push(message);
    } else {
      this.#open.push({ alert: () => alert, by: 'alert-lambda/slack' });
    }
  }

  #mailed({ text }: Mail): void {
    this.#open.push({ alert: () => this.#alertTold(text), by: 'alert-lambda/email' });
  }

  #met({ holder, name }: FunctionCall, fault: CallFault): void {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
    const tells = name.startsWith('slack.') || name === 'sns.Publish';
    if (fault === 'unanswered' && tells) {
      this.count += 1;
    }
    if (fault === 'dies before' || fault === 'dies after') {
      // After this turn: what the call was to do is done by then. Nobody tries again before the clock leaps, which this holds up.
      void this.#sandbox.activity.during(() => this.#died(holder));
    }
  }

  async #died(holder: string): Promise<void> {
    await new Promise(setImmediate);
    this.count += await (holder.endsWith('digest-lambda') ? this.#unmarkedDigest() : this.#unmarkedAlerts());
  }

  async #unmarkedAlerts(): Promise<number> {
    const open = this.#open;
    this.#open = [];
    const unmarked = await Promise.all(open.map((telling) => this.#isUnmarked(telling)));
    return unmarked.filter(Boolean).length;
  }

  /** The alert a mail is about, by its words and its second. */
  #alertTold(text: string): string | undefined {
    const known = this.#sandbox.journal.alerts.all.find(({ alert: { summary, eventTime } }) =>
      [summary, eventTime.slice(0, 19).replace('T', ' ')].every((words) => text.includes(words)),
    );
    return known && keyOf(known.alert.detectionId, known.alert.eventKey);
  }

  async #isUnmarked({ alert, by }: Telling): Promise<boolean> {
    const [detectionId = '', eventKey = ''] = alert()?.split(' ') ?? [];
    const [item] = await this.#sandbox.tables[0]!.itemsAt([{ pk: { S: `alert#${eventKey}` }, sk: { S: detectionId } }]);
    return item === undefined || readAlertItem({ ...item }).tellings[by]?.kind !== 'told';
  }

  async #unmarkedDigest(): Promise<number> {
    const messages = this.#digestPosts;
    return Math.max(0, unmarkedIn(await frozenIn(this.#sandbox), { messages, mails: [] }));
  }
}
