import { reasonOf } from '../command.ts';
import { type DeadLetter, type Letter, type Send, type Whereabouts, readLetter } from './letter.ts';

/** A dead-letter queue, as far as redriving needs it. */
export interface LetterBox extends Whereabouts {
  readonly name: string;
  /** Up to ten letters, which nobody else receives for some minutes; none when all that there are were received. */
  receive(): Promise<readonly ReceivedLetter[]>;
  /** Lets others receive the letter again, at once. */
  release(letter: ReceivedLetter): Promise<void>;
  remove(letter: ReceivedLetter): Promise<void>;
}

export interface ReceivedLetter extends DeadLetter {
  readonly id: string;
  readonly handle: string;
  /** Epoch milliseconds at which it was first sent. */
  readonly sentAt: number;
}

export interface Redriving {
  /** Resolves when the queue has the message, or Lambda has taken the event. */
  readonly send: (send: Send) => Promise<void>;
  readonly say: (line: string) => void;
}

export interface Tally {
  readonly letters: number;
  readonly sent: number;
  /** Letters that are left although they were to be sent. */
  readonly left: number;
}

/** Says what lies in a dead-letter queue and why, and leaves it there. */
export async function listLetters(box: LetterBox, { say }: Pick<Redriving, 'say'>): Promise<Tally> {
  const outcomes = await eachLetter(box, (letter) => {
    say(describe(box, letter, readLetter(letter, box)));
    return Promise.resolve('left');
  });
  return { letters: outcomes.length, sent: 0, left: 0 };
}

/**
 * Sends each letter again to where it belongs, and only then takes it out of the dead-letter queue: whatever fails in between,
 * a letter comes twice at most, which the alerts table recognises, and is never lost. One that fails stops no other.
 */
export async function sendLetters(box: LetterBox, redriving: Redriving): Promise<Tally> {
  const outcomes = await eachLetter(box, (letter) => sendAgain(box, letter, redriving));
  const sent = outcomes.filter((outcome) => outcome === 'sent').length;
  return { letters: outcomes.length, sent, left: outcomes.length - sent };
}

/** `left`: it stays where it is. */
type Outcome = 'sent' | 'left';

async function sendAgain(box: LetterBox, received: ReceivedLetter, { send, say }: Redriving): Promise<Outcome> {
  const letter = readLetter(received, box);
  const line = describe(box, received, letter);
  if (letter.sends.length === 0) {
    say(`${line}\n  left: nothing says where it belongs; see docs/runbook.md#dead-letters`);
    return 'left';
  }
  try {
    await Promise.all(letter.sends.map(send));
  } catch (error) {
    say(`${line}\n  left: it could not be sent: ${reasonOf(error)}`);
    return 'left';
  }
  try {
    await box.remove(received);
  } catch (error) {
    say(`${line}\n  sent, but still here (${reasonOf(error)}): it may be sent once more. Nobody is told twice`);
    return 'left';
  }
  say(`${line}\n  sent to ${letter.sends.map(({ to }) => to.split(':').at(-1)).join(' and ')}`);
  return 'sent';
}

/**
 * Goes through all letters, each once: those that are left stay hidden until the end, or they would be in the way of the
 * others. Where that takes so long that they come into sight again, it ends after a round in which nothing was new.
 */
async function eachLetter(
  box: LetterBox,
  act: (letter: ReceivedLetter) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const left = new Map<string, ReceivedLetter>();
  let sinceUnseen = 0;
  for (;;) {
    const letters = await box.receive();
    const unseen = letters.filter(({ id }) => !left.has(id));
    for (const again of letters.filter(({ id }) => left.has(id))) {
      left.set(again.id, again);
    }
    sinceUnseen = unseen.length > 0 ? 0 : sinceUnseen + letters.length;
    if (letters.length === 0 || sinceUnseen > left.size) {
      // One that cannot be released comes into sight by itself.
      await Promise.allSettled([...left.values()].map((letter) => box.release(letter)));
      return outcomes;
    }
    for (const letter of unseen) {
      const outcome = await act(letter);
      outcomes.push(outcome);
      if (outcome === 'left') {
        left.set(letter.id, letter);
      }
    }
  }
}

/** Texts of letters may hold what an attacker chose: as JSON they cannot command a terminal. */
function describe({ name }: LetterBox, { sentAt }: ReceivedLetter, { about, why }: Letter): string {
  return `${name}: ${JSON.stringify(about)}, first sent ${new Date(sentAt).toISOString()}\n  why: ${JSON.stringify(why)}`;
}
