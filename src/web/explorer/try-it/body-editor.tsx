import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BodyShape } from '../body-shape.js';
import { meaningOf } from '../field-meaning.js';
import type { FieldView } from '../operation-view.js';
import type { Texts } from '../../kit/texts/texts.js';
import { type BodyProblem, checkBody } from './check-body.js';
import { useSettled } from '../../browser/use-settled.js';

interface BodyEditorProps {
  readonly texts: Texts;
  readonly fields: readonly FieldView[];
  readonly shape: BodyShape;
  readonly body: string;
  readonly onChange: (body: string) => void;
  readonly onReset: () => void;
}

/** As many as can be read at a glance; longer lists start closed. */
const FEW = 6;

/** The body as text, with its fields and errors. Wrong bodies can be sent, to see them refused. */
export function BodyEditor({ texts, fields, shape, body, onChange, onReset }: BodyEditorProps): JSX.Element {
  const problems = checkBody(useSettled(body), shape);
  const [rows] = useState(() => Math.min(16, body.split('\n').length + 1)); // based on the example: nothing moves while people type
  return (
    <div class="field">
      <div class="between">
        <label for="try-body">{texts.tryIt.body}</label>
        <button type="button" class="quiet small" onClick={onReset}>
          {texts.tryIt.reset}
        </button>
      </div>
      <textarea
        id="try-body"
        rows={rows}
        value={body}
        aria-invalid={problems.length > 0}
        aria-describedby="try-body-check try-body-fields"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <div class="check" id="try-body-check" role="status">
        {problems.length === 0 ? (
          <p class="good">{texts.tryIt.bodyFits}</p>
        ) : (
          <ul>
            {problems.map((problem) => (
              <li key={JSON.stringify(problem)}>{inWords(problem, texts)}</li>
            ))}
          </ul>
        )}
      </div>
      {fields.length > 0 && (
        <details class="body-fields" open={fields.length <= FEW}>
          <summary>{texts.tryIt.bodyFields}</summary>
          <ul id="try-body-fields">
            {fields.map((field) => (
              <li key={field.name}>
                <code>{field.name}</code>: {meaningOf(field, texts)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function inWords(problem: BodyProblem, { tryIt: { bodyProblems: words, types } }: Texts): string {
  const typeWord = (name: string): string => (Object.hasOwn(types, name) ? types[name as keyof typeof types] : name);
  switch (problem.kind) {
    case 'empty':
    case 'ends':
      return words[problem.kind];
    case 'notJson':
      return words.notJson(problem.line, problem.column);
    case 'missing':
    case 'unknown':
    case 'taken':
      return words[problem.kind](problem.path);
    case 'type':
      return words.type(problem.path === '' ? words.whole : problem.path, typeWord(problem.expected), typeWord(problem.found));
    case 'long':
    case 'short':
      return words[problem.kind](problem.path, problem.limit, problem.length);
  }
}
