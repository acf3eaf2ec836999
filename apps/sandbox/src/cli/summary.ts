import { type Balance, type HeldBack, type ReplayState } from '../page-api.ts';

export interface Summary {
  readonly balance: Balance;
  readonly heldBack: readonly HeldBack[];
  readonly replay: ReplayState;
  readonly unreadableCount: number;
  readonly slackMessages: number;
  readonly mails: number;
}

const UNREADABLE_SHOWN = 5;

/** What became of everything, in a few lines. */
export function describeSummary({ balance, heldBack, replay, unreadableCount, slackMessages, mails }: Summary): string {
  const { eventsIn, fates, outcomes, alerts, outsideEnvironment } = balance;
  const unreadable = replay.unreadable.slice(0, UNREADABLE_SHOWN);
  const lines = [
    `${count(eventsIn, 'event')} in: ${fates.alerts} rang, ${fates.quiet} looked at and quiet, ${fates.unmatched} that no rule takes, ${fates['held-back']} held back, ${fates['dead-lettered']} dead-lettered`,
    ...heldBack.map((held) => `  held back ${held.count}: ${held.reason}`),
    ...(outsideEnvironment > 0
      ? [
          `  ${outsideEnvironment} from accounts or regions outside the environment, replayed as if a collector stood there`,
        ]
      : []),
    `${count(alerts, 'alert')}: ${outcomes.alerted} told, ${outcomes.grouped} told in the incident they joined, ${outcomes.digested} told in a digest, ${outcomes.suppressed > 0 ? `${outcomes.suppressed} suppressed, ` : ''}${outcomes['dead-lettered']} dead-lettered${outcomes.pending > 0 ? `, ${outcomes.pending} waiting` : ''}`,
    `${count(slackMessages, 'Slack message')}, ${count(mails, 'e-mail')}`,
    ...(unreadableCount > 0 ? [`${count(unreadableCount, 'input')} could not be read:`] : []),
    ...unreadable.map(({ file, where, reason }) => `  ${file}${where === '' ? '' : `, ${where}`}: ${reason}`),
    ...(unreadableCount > unreadable.length ? [`  and ${unreadableCount - unreadable.length} more`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
