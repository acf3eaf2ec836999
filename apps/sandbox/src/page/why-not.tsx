import { useState } from 'react';
import { type Explained } from '../page-api.ts';
import { askWhy } from './ask.ts';

/** On request: which rules and detections came nearest to an event that rang nothing, and what kept each from it. */
export function WhyNot({ id }: { readonly id: number }) {
  const [answer, setAnswer] = useState<Explained | string>();

  if (answer === undefined) {
    return (
      <button
        type="button"
        className="why-not"
        onClick={() => {
          void askWhy(id).then(setAnswer);
        }}
      >
        Why did this not ring?
      </button>
    );
  }
  return typeof answer === 'string' ? <p role="alert">{answer}</p> : <NearMisses explained={answer} />;
}

function NearMisses({ explained: { nearMisses } }: { readonly explained: Explained }) {
  return (
    <ul className="near-misses" aria-label="What came nearest">
      {nearMisses.map(({ kind, name, matched, text }) => (
        <li key={`${kind} ${name}`}>
          <span className="near-miss-kind">{kind}</span> <code>{name}</code>
          <p>{matched ? matchedInWords[kind] : text}</p>
        </li>
      ))}
    </ul>
  );
}

const matchedInWords = {
  rule: 'Its pattern matches.',
  detection: 'Its pattern matches; its condition, which reads what the call asked for, says no.',
} as const;
