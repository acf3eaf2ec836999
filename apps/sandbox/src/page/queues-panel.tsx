import { memo } from 'react';
import { type DeadLetter, type HeldBack, type QueueState } from '../page-api.ts';
import { timeOfDay } from './words.ts';

interface QueuesPanelProps {
  readonly queues: readonly QueueState[];
  readonly deadLetters: readonly DeadLetter[];
  readonly heldBack: readonly HeldBack[];
}

/** What waits, what was given up, and what the cloud would have kept back. */
export const QueuesPanel = memo(function QueuesPanel({ queues, deadLetters, heldBack }: QueuesPanelProps) {
  return (
    <div className="stack">
      <Queues title="Queues" queues={queues.filter(({ role }) => role === 'work')} />
      <section>
        <h2>Dead letters</h2>
        {deadLetters.length === 0 ? (
          <p className="empty">None. Nothing was lost on the way.</p>
        ) : (
          <ol className="letters">
            {deadLetters.map((letter) => (
              <Letter key={letter.id} letter={letter} />
            ))}
          </ol>
        )}
      </section>
      <section>
        <h2>Held back</h2>
        {heldBack.length === 0 ? (
          <p className="empty">The cloud would have delivered everything that came in.</p>
        ) : (
          <ul className="held-back">
            {heldBack.map(({ reason, count }) => (
              <li key={reason}>
                <b>{count}</b> {reason}
              </li>
            ))}
          </ul>
        )}
      </section>
      <Queues title="Dead-letter queues" queues={queues.filter(({ role }) => role === 'dead-letter')} />
    </div>
  );
});

function Queues({ title, queues }: { readonly title: string; readonly queues: readonly QueueState[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {queues.length === 0 ? (
        <p className="empty">There are none.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">Waiting</th>
              <th scope="col">In flight</th>
              <th scope="col">Delayed</th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ name, region, role, visible, inFlight, delayed }) => (
              <tr key={`${region} ${name}`} data-alarming={role === 'dead-letter' && visible + inFlight > 0}>
                <th scope="row">
                  {name} <small>{region}</small>
                </th>
                <td>{visible}</td>
                <td>{inFlight}</td>
                <td>{delayed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Letter({ letter }: { readonly letter: DeadLetter }) {
  return (
    <li>
      <details>
        <summary>
          <b>{letter.reason}</b>
          <span>
            {letter.queue}, {timeOfDay(letter.at)}
          </span>
        </summary>
        <pre>{readable(letter.body)}</pre>
      </details>
    </li>
  );
}

/** JSON over many lines; what is not JSON as it is, for that may be why the letter is here. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
