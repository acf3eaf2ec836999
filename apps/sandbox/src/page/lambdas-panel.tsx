import { memo } from 'react';
import { type LambdaState } from '../page-api.ts';
import { counted } from './words.ts';

/** How each function fares, and the last lines it logged. */
export const LambdasPanel = memo(function LambdasPanel({ lambdas }: { readonly lambdas: readonly LambdaState[] }) {
  if (lambdas.length === 0) {
    return <p className="empty">No function is deployed yet.</p>;
  }
  return (
    <div className="stack">
      {lambdas.map((lambda) => (
        <section key={lambda.name} className="lambda">
          <h2>{lambda.name}</h2>
          <dl className="figures">
            <Figure name="Invocations" value={lambda.invocations} />
            <Figure name="Errors" value={lambda.errors} alarming={lambda.errors > 0} />
            <Figure name="Timeouts" value={lambda.timeouts} alarming={lambda.timeouts > 0} />
            <Figure name="Cold starts" value={lambda.coldStarts} />
            <Figure name="p50" value={milliseconds(lambda.p50Ms)} />
            <Figure name="p99" value={milliseconds(lambda.p99Ms)} />
          </dl>
          <p className="lambda-now">{nowInWords(lambda)}</p>
          <details>
            <summary>Log: {counted(lambda.log.length, 'line')}</summary>
            <pre>{lambda.log.join('\n')}</pre>
          </details>
        </section>
      ))}
    </div>
  );
});

function nowInWords({ environments, running, waiting }: LambdaState): string {
  return `${counted(environments, 'environment')}, ${running} running, ${waiting} waiting`;
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

interface FigureProps {
  readonly name: string;
  readonly value: number | string;
  readonly alarming?: boolean;
}

function Figure({ name, value, alarming = false }: FigureProps) {
  return (
    <div data-alarming={alarming}>
      <dt>{name}</dt>
      <dd>{value.toLocaleString('en')}</dd>
    </div>
  );
}
