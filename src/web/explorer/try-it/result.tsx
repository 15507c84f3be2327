import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../../browser/call.js';
import type { OperationView } from '../operation-view.js';
import type { Texts } from '../../kit/texts/texts.js';
import { explain } from './explanation.js';
import { ExplanationBox } from './explanation-box.js';
import type { Outcome } from './use-call.js';

interface ResultProps {
  readonly texts: Texts;
  readonly operation: OperationView;
  readonly outcome: Outcome;
  readonly signedIn: boolean;
}

/** The result of the call; the outcome and its meaning are announced, and the body can be read. */
export function Result({ texts, operation, outcome, signedIn }: ResultProps): JSX.Element {
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome.state === 'answered' || outcome.state === 'failed') status.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);
  const answer = outcome.state === 'answered' ? outcome.answer : undefined;
  const explanation = answer && explain(answer, operation);
  return (
    <section class="result" aria-labelledby="try-result" aria-busy={outcome.state === 'sending'}>
      <h3 id="try-result">{texts.tryIt.result}</h3>
      <div ref={status} class="outcome" aria-live="polite">
        {outcome.state === 'none' && <p class="hint">{texts.tryIt.noResult}</p>}
        {outcome.state === 'sending' && <p>{texts.tryIt.sending}</p>}
        {outcome.state === 'failed' && <p class="wrong">{texts.failed}</p>}
        {answer && <StatusLine texts={texts} answer={answer} />}
        {explanation && <ExplanationBox texts={texts} explanation={explanation} signedIn={signedIn} />}
      </div>
      {answer && <Headers texts={texts} answer={answer} />}
      {answer && <Body texts={texts} answer={answer} />}
    </section>
  );
}

interface AnswerProps {
  readonly texts: Texts;
  readonly answer: Answer;
}

const StatusLine = ({ texts, answer: { status, statusText, milliseconds } }: AnswerProps): JSX.Element => (
  <p class="status-line">
    <strong class={status < 400 ? 'good' : 'wrong'} data-status={status}>
      {`${status} ${statusText}`.trim()}
    </strong>{' '}
    <span class="hint">{texts.tryIt.milliseconds(Math.round(milliseconds))}</span>
  </p>
);

const Headers = ({ texts, answer: { headers } }: AnswerProps): JSX.Element => (
  <details>
    <summary>{texts.tryIt.headers(headers.length)}</summary>
    <dl class="answer-headers">
      {headers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  </details>
);

function Body({ texts, answer: { text, json } }: AnswerProps): JSX.Element {
  if (text === '') return <p>{texts.operation.noBody}</p>;
  return (
    <pre tabIndex={0} role="region" aria-label={texts.tryIt.answerBody} data-body>
      <code>{json === undefined ? text : JSON.stringify(json, null, 2)}</code>
    </pre>
  );
}
