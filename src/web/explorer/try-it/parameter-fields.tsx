import type { JSX } from 'preact';
import type { FieldView } from '../operation-view.js';
import type { Texts } from '../../kit/texts/texts.js';
import { type CallValues, parameterProblem, type ParameterKind } from './call-values.js';

interface ParameterFieldsProps {
  readonly kind: ParameterKind;
  readonly title: string;
  readonly fields: readonly FieldView[];
  readonly values: CallValues;
  readonly texts: Texts;
  readonly onChange: (kind: ParameterKind, name: string, value: string) => void;
}

export const parameterId = (kind: ParameterKind, name: string): string => `try-${kind}-${name}`;

/** A field for each parameter of one kind; only those of the path are needed. */
export function ParameterFields({ kind, title, fields, values, texts, onChange }: ParameterFieldsProps): JSX.Element | null {
  if (fields.length === 0) return null;
  return (
    <fieldset class="plain fields">
      <legend>{title}</legend>
      {fields.map((field) => (
        <ParameterField
          key={field.name}
          kind={kind}
          field={field}
          value={values[kind][field.name] ?? ''}
          texts={texts}
          onInput={(value) => onChange(kind, field.name, value)}
        />
      ))}
    </fieldset>
  );
}

interface ParameterFieldProps {
  readonly kind: ParameterKind;
  readonly field: FieldView;
  readonly value: string;
  readonly texts: Texts;
  readonly onInput: (value: string) => void;
}

function ParameterField({ kind, field, value, texts, onInput }: ParameterFieldProps): JSX.Element {
  const id = parameterId(kind, field.name);
  const problem = parameterProblem(kind, value);
  const required = kind === 'path';
  return (
    <div class="field">
      <label for={id}>
        <span>
          <code>{field.name}</code> {required && <span class="hint">({texts.operation.required})</span>}
        </span>
      </label>
      <input
        id={id}
        value={value}
        placeholder={required || field.example === '' ? undefined : texts.tryIt.example(field.example)}
        required={required}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-hint`}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {problem === undefined ? field.description : <span class="wrong">{texts.tryIt.parameterProblems[problem]}</span>}
      </p>
    </div>
  );
}
